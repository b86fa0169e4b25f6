import { createHash } from "node:crypto";
import { memberAt, readEvent } from "../host/pipeline/event.ts";
import { counted } from "./counted.ts";
import type { Branch } from "./forge.ts";
import type { WorkflowRun } from "./run.ts";
import type { TargetAsked, Env, FoundTarget, Target } from "./target.ts";

/** The pull request of a GitHub event: its own, or that of the workflow run that it follows. */
export function gitHubTarget(env: Env, asked: TargetAsked): FoundTarget {
  const event = readEvent(env["GITHUB_EVENT_PATH"]);
  const [owner = "", repo = ""] = (env["GITHUB_REPOSITORY"] ?? "").split("/");
  const found = inPullRequest(env, event, asked) ?? afterRun(env, event, asked) ?? named(env, asked);
  if (!found)
    return {
      ok: false,
      reason: `The event ${env["GITHUB_EVENT_NAME"] ?? ""} has no pull request to comment on. Comment in \`pull_request\` or \`workflow_run\` events, or give \`pull-request\`.`,
    };
  if (typeof found === "string") return { ok: false, reason: found };
  return {
    ok: true,
    target: {
      ...found,
      open: async (token) => {
        const { gitHubForge } = await import("./github.ts");
        const url = env["GITHUB_API_URL"] || "https://api.github.com";
        return gitHubForge({ url, owner, repo, token, ...(asked.author && { author: asked.author }) });
      },
    },
  };
}

type Place = Omit<Target, "open">;

function inPullRequest(env: Env, event: unknown, asked: TargetAsked): Place | string | undefined {
  const pull = memberAt(event, "pull_request");
  const number = memberAt(pull, "number");
  if (typeof number !== "number") return undefined;
  if (asked.number !== undefined && asked.number !== number)
    return `\`pull-request\` is ${asked.number}, but the event is about ${number}: leave it out.`;
  const head = memberAt(pull, "head", "sha");
  // `pull_request_target` runs on the target branch, whose tip says nothing about the request.
  const merged = env["GITHUB_EVENT_NAME"] !== "pull_request_target" && env["GITHUB_SHA"];
  return {
    ...ownRun(env),
    request: { number },
    ...(typeof head === "string" && { head }),
    ...(merged && { merge: merged }),
    fork: memberAt(pull, "head", "repo", "full_name") !== memberAt(pull, "base", "repo", "full_name"),
  };
}

function afterRun(env: Env, event: unknown, asked: TargetAsked): Place | string | undefined {
  const run = memberAt(event, "workflow_run");
  const head = memberAt(run, "head_sha");
  if (typeof head !== "string") return undefined;
  const cause = memberAt(run, "event");
  if (typeof cause !== "string" || !cause.startsWith("pull_request"))
    return `The run was started by ${String(cause)}, not by a pull request: there is nothing to comment on.`;
  const [branch, path] = [branchOf(run), memberAt(run, "path")];
  const request = asked.number === undefined ? branch && { branch } : { number: asked.number };
  if (!request) return "The repository that the pull request came from is gone: there is nothing to comment on.";
  return {
    request,
    head,
    run: {
      number: counted(memberAt(run, "run_number")),
      attempt: counted(memberAt(run, "run_attempt")),
      workflow: workflowId(typeof path === "string" ? path : ""),
    },
    ...runAddress(env, memberAt(run, "id"), memberAt(run, "run_attempt")),
    fork: false, // the token is that of the target's own workflow
  };
}

function branchOf(run: unknown): Branch | undefined {
  const owner = memberAt(run, "head_repository", "owner", "login");
  const repository = memberAt(run, "head_repository", "full_name");
  const name = memberAt(run, "head_branch");
  if (typeof owner !== "string" || typeof repository !== "string" || typeof name !== "string") return undefined;
  return { owner, repository, name };
}

/** Any other event, with a number that the workflow gives. */
function named(env: Env, { number }: TargetAsked): Place | undefined {
  return number === undefined ? undefined : { ...ownRun(env), request: { number }, fork: false };
}

function ownRun(env: Env): { readonly run: WorkflowRun; readonly runUrl?: string } {
  // owner/repo/.github/workflows/ci.yml@refs/heads/main
  const path = (env["GITHUB_WORKFLOW_REF"] ?? "").split("@")[0]?.split("/").slice(2).join("/") ?? "";
  return {
    run: {
      number: counted(env["GITHUB_RUN_NUMBER"]),
      attempt: counted(env["GITHUB_RUN_ATTEMPT"]),
      workflow: workflowId(path),
    },
    ...runAddress(env, env["GITHUB_RUN_ID"], env["GITHUB_RUN_ATTEMPT"]),
  };
}

function runAddress(env: Env, id: unknown, attempt: unknown): { readonly runUrl?: string } {
  const [server, repository] = [env["GITHUB_SERVER_URL"], env["GITHUB_REPOSITORY"]];
  if (!server || !repository || counted(id) === 0) return {};
  return { runUrl: `${server}/${repository}/actions/runs/${counted(id)}/attempts/${Math.max(1, counted(attempt))}` };
}

const workflowId = (path: string): string => createHash("sha256").update(path).digest("hex").slice(0, 8);
