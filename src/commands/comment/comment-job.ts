import { gitHubTarget } from "../../forge/github-target.ts";
import { gitLabTarget } from "../../forge/gitlab-target.ts";
import type { FoundTarget, Target } from "../../forge/target.ts";
import { UsageError } from "../../model/usage-error.ts";
import { pageUrl } from "../../report/tool.ts";
import type { World } from "../../workspace/world.ts";

export interface CommentAsked {
  readonly report?: string;
  readonly section?: string;
  readonly "allow-missing"?: boolean;
  readonly "pull-request"?: string;
  readonly "github-token"?: string;
  readonly "comment-author"?: string;
  readonly "gitlab-token-variable"?: string;
}

/** Where it is told how to set a comment up. */
export const PAGE = pageUrl("comment");

/** Thrown where there is nothing to do: a reason, and no failure. */
export class Skip extends Error {}

/** The request that the job is about. Throws Skip where it is about none. */
export function targetOf(world: World, asked: CommentAsked): Target {
  const found = find(world, asked);
  if (!found.ok) throw new Skip(found.reason);
  return found.target;
}

function find({ env }: World, asked: CommentAsked): FoundTarget {
  const given = asked["pull-request"];
  if (given !== undefined && !/^[1-9]\d{0,9}$/.test(given))
    throw new UsageError(`--pull-request is a number, not "${given}".`);
  const author = asked["comment-author"];
  const facts = { ...(given !== undefined && { number: Number(given) }), ...(author !== undefined && { author }) };
  if (env["GITHUB_ACTIONS"] === "true") return gitHubTarget(env, facts);
  if (env["GITLAB_CI"] === "true") return gitLabTarget(env, facts);
  return { ok: false, reason: "This is no job of GitHub Actions or GitLab CI/CD: run it in one." };
}

/** The token that writes the comment. Throws Skip where there is none. */
export function tokenOf({ env }: World, asked: CommentAsked): string {
  if (env["GITHUB_ACTIONS"] === "true") {
    const token = asked["github-token"] || env["GITHUB_TOKEN"];
    if (token) return token;
    throw new Skip("There is no token. Give the action its `github-token`, or the step GITHUB_TOKEN.");
  }
  const variable = asked["gitlab-token-variable"] || "AGENT_CI_GITLAB_TOKEN";
  if (!/^[A-Za-z_]\w{0,99}$/.test(variable))
    throw new UsageError("--gitlab-token-variable is the name of a variable, never the token itself.");
  const token = env[variable];
  if (token) return token;
  throw new Skip(
    `${variable} is not set here. Add a project access token with the scope \`api\` as a masked CI/CD variable: a job's own token cannot write notes. ${PAGE}`,
  );
}
