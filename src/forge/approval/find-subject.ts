import { memberAt, readEvent } from "../../host/pipeline/event.ts";
import { forgeOf } from "../../host/pipeline/pipeline.ts";
import { counted } from "../counted.ts";
import { gitHubTarget } from "../github-target.ts";
import { gitLabTarget } from "../gitlab-target.ts";
import type { Env } from "../target.ts";
import type { Witness } from "./witness.ts";

export interface SubjectAsked {
  /** For GitHub; without it GITHUB_TOKEN is taken. GitLab's is AGENT_CI_GITLAB_READ_TOKEN. */
  readonly token?: string;
  readonly environment: string;
  /** The file whose owners may approve. */
  readonly path: string;
}

export type FoundSubject =
  /** This is the job of no request. */
  | { readonly found: false }
  /**
   * `head` is its newest commit when the job began; of what a queue is about to merge the forge knows it alone, which
   * takes it out with the next push. Without a token, why nobody can be asked.
   */
  | { readonly found: true; readonly head?: string; readonly open: () => Promise<Witness>; readonly reason?: undefined }
  | { readonly found: true; readonly head?: string; readonly open?: undefined; readonly reason: string };

/** The variable of a token that reads, and nothing more: it is in a job that reads a request's files. */
const GITLAB_TOKEN = "AGENT_CI_GITLAB_READ_TOKEN";

/** The request of a job of GitHub Actions or GitLab CI/CD, as what can be approved. */
export function findSubject(env: Env, asked: SubjectAsked): FoundSubject {
  const forge = forgeOf(env);
  const place = forge && placeOf(forge, env);
  if (!place) return { found: false };
  const { number, ...head } = place;
  const about = { environment: asked.environment, path: asked.path };
  const token = forge === "github" ? asked.token || env["GITHUB_TOKEN"] : env[GITLAB_TOKEN];
  if (!token) return { found: true, ...head, reason: forge === "github" ? NO_GITHUB_TOKEN : NO_GITLAB_TOKEN };
  return {
    found: true,
    ...head,
    open: async () => {
      if (forge === "github") {
        const { gitHubWitness } = await import("./github-witness.ts");
        const { gitHubProject } = await import("../github-project.ts");
        const run = counted(env["GITHUB_RUN_ID"]);
        return gitHubWitness({ ...about, ...gitHubProject(env, token), change: { number }, ...(run > 0 && { run }) });
      }
      const { gitLabWitness } = await import("./gitlab-witness.ts");
      const url = env["CI_API_V4_URL"] ?? "";
      const pipeline = counted(env["CI_PIPELINE_ID"]);
      return gitLabWitness({
        ...about,
        url,
        token,
        project: env["CI_MERGE_REQUEST_PROJECT_ID"] || env["CI_PROJECT_ID"] || "",
        graphql: env["CI_API_GRAPHQL_URL"] || url.replace(/\/v4\/?$/, "/graphql"),
        fullPath: env["CI_MERGE_REQUEST_PROJECT_PATH"] || env["CI_PROJECT_PATH"] || "",
        number,
        ...(pipeline > 0 && { pipeline }),
      });
    },
  };
}

/** The request of a job, and its newest commit. */
function placeOf(
  forge: "github" | "gitlab",
  env: Env,
): { readonly number: number; readonly head?: string } | undefined {
  if (forge === "github" && env["GITHUB_EVENT_NAME"] === "merge_group") return queued(env);
  const found = { github: gitHubTarget, gitlab: gitLabTarget }[forge](env, {});
  if (!found.ok || !("number" in found.target.request) || found.target.head === undefined) return undefined;
  return { number: found.target.request.number, head: found.target.head };
}

/** `refs/heads/gh-readonly-queue/main/pr-7-<commit>`: the last of those that are to be merged together. */
function queued(env: Env): { readonly number: number } | undefined {
  const ref = memberAt(readEvent(env["GITHUB_EVENT_PATH"]), "merge_group", "head_ref");
  const number = typeof ref === "string" ? counted(/\/pr-(\d{1,10})-[0-9a-f]{40}$/.exec(ref)?.[1]) : 0;
  return number > 0 ? { number } : undefined;
}

const NO_GITHUB_TOKEN = "there is no token; give the action its `github-token`, or the step GITHUB_TOKEN";
const NO_GITLAB_TOKEN = `${GITLAB_TOKEN} is not set; add a project access token with the role Reporter and the scope \`read_api\` as a masked CI/CD variable`;
