import { memberAt as at, readEvent } from "./event.ts";

/** The pull or merge request that a pipeline runs for, or what a merge queue is about to merge. */
export interface PullRequest {
  readonly forge: "github" | "gitlab";
  readonly number: number;
  readonly targetBranch: string;
  /** The base of the difference, where the forge names it. */
  readonly base?: string;
  /** The commit that the forge made to try the merge, and checks out where nothing else is asked for. */
  readonly merge?: string;
  /** From another repository: its tokens cannot write. */
  readonly fork: boolean;
  /** Where the target branch is, if that is not `origin`: GitLab runs a fork's pipeline in the fork. */
  readonly remote?: string;
}

type Env = Readonly<Record<string, string | undefined>>;

/** Undefined outside a pipeline, and in pipelines of pushes, tags and schedules. */
export function pullRequestOf(env: Env): PullRequest | undefined {
  const forge = forgeOf(env);
  return forge && { github: ofGitHub, gitlab: ofGitLab }[forge](env);
}

/** The forge whose pipeline this is. */
export function forgeOf(env: Env): PullRequest["forge"] | undefined {
  if (env["GITHUB_ACTIONS"] === "true") return "github";
  return env["GITLAB_CI"] === "true" ? "gitlab" : undefined;
}

/** The branch or tag that a pipeline runs for. */
export interface RunOn {
  readonly ref?: string;
  readonly defaultBranch?: string;
}
/** A push that a pipeline runs for. */
export interface Push extends RunOn {
  /** Where the branch was before; undefined where it is new. */
  readonly before?: string;
}

/** Undefined in pipelines of requests, schedules, and people who start them. */
export function pushOf(env: Env): Push | undefined {
  switch (forgeOf(env)) {
    case "github": {
      if (env["GITHUB_EVENT_NAME"] !== "push") return undefined;
      return { ...runOn(env), ...before(at(readEvent(env["GITHUB_EVENT_PATH"]), "before")) };
    }
    case "gitlab":
      return env["CI_PIPELINE_SOURCE"] === "push"
        ? { ...runOn(env), ...before(env["CI_COMMIT_BEFORE_SHA"]) }
        : undefined;
    default:
      return undefined;
  }
}

const before = (commit: unknown): Pick<Push, "before"> =>
  typeof commit === "string" && /[1-9a-f]/.test(commit) ? { before: commit } : {};

/** What any pipeline runs for: also one that a person or a clock started. Empty outside of one. */
export function runOn(env: Env): RunOn {
  switch (forgeOf(env)) {
    case "github": {
      const ref = env["GITHUB_REF_NAME"];
      // By a clock it runs for the default branch, and the event need not say which one that is.
      // https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows#schedule, read 2026-11-30.
      const byClock = env["GITHUB_EVENT_NAME"] === "schedule" ? ref : undefined;
      return named(ref, byClock ?? at(readEvent(env["GITHUB_EVENT_PATH"]), "repository", "default_branch"));
    }
    case "gitlab":
      return named(env["CI_COMMIT_REF_NAME"], env["CI_DEFAULT_BRANCH"]);
    default:
      return {};
  }
}

const named = (ref: string | undefined, defaultBranch: unknown): RunOn => ({
  ...(ref && { ref }),
  ...(typeof defaultBranch === "string" && defaultBranch && { defaultBranch }),
});

function ofGitHub(env: Env): PullRequest | undefined {
  return env["GITHUB_EVENT_NAME"] === "merge_group" ? ofQueue(env) : ofPullRequest(env);
}

/**
 * Its requests are merged already, one on top of the other: `base_sha` is what this one stands on.
 * https://docs.github.com/en/webhooks/webhook-events-and-payloads#merge_group, read 2026-11-30.
 */
function ofQueue(env: Env): PullRequest | undefined {
  const event = readEvent(env["GITHUB_EVENT_PATH"]);
  const ref = at(event, "merge_group", "base_ref");
  const base = at(event, "merge_group", "base_sha");
  if (typeof ref !== "string" || typeof base !== "string") return undefined;
  return { forge: "github", number: 0, targetBranch: ref.replace(/^refs\/heads\//, ""), base, fork: false };
}

function ofPullRequest(env: Env): PullRequest | undefined {
  const targetBranch = env["GITHUB_BASE_REF"];
  if (!targetBranch || !env["GITHUB_EVENT_NAME"]?.startsWith("pull_request")) return undefined;
  const event = readEvent(env["GITHUB_EVENT_PATH"]);
  const head = at(event, "pull_request", "head", "repo", "full_name");
  const number = at(event, "pull_request", "number");
  const merge = /^refs\/pull\/\d+\/merge$/.test(env["GITHUB_REF"] ?? "") ? env["GITHUB_SHA"] : undefined;
  return {
    forge: "github",
    number: typeof number === "number" ? number : 0,
    targetBranch,
    ...(merge && { merge }),
    fork: head !== at(event, "pull_request", "base", "repo", "full_name"),
  };
}

function ofGitLab(env: Env): PullRequest | undefined {
  const targetBranch = env["CI_MERGE_REQUEST_TARGET_BRANCH_NAME"];
  if (!targetBranch) return undefined;
  const base = env["CI_MERGE_REQUEST_DIFF_BASE_SHA"];
  const project = env["CI_MERGE_REQUEST_PROJECT_ID"];
  const merge = env["CI_MERGE_REQUEST_EVENT_TYPE"]?.startsWith("merge") ? env["CI_COMMIT_SHA"] : undefined;
  const elsewhere = project !== undefined && project !== env["CI_PROJECT_ID"];
  return {
    forge: "gitlab",
    number: Number(env["CI_MERGE_REQUEST_IID"]),
    targetBranch,
    ...(base && { base }),
    ...(merge && { merge }),
    fork: env["CI_MERGE_REQUEST_SOURCE_PROJECT_ID"] !== project,
    ...(elsewhere && { remote: `${env["CI_MERGE_REQUEST_PROJECT_URL"] ?? ""}.git` }),
  };
}
