import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { asText, evaluate } from "./expression.ts";
import { createTranscript, type Transcript } from "./transcript.ts";

export interface JobRequest {
  /** The unpacked release tree: what the runner downloads for `owner/repo@ref`. */
  readonly tree: string;
  readonly workspace: string;
  /** An empty folder outside the workspace: RUNNER_TEMP, the tool cache and HOME are made in it. */
  readonly scratch: string;
  readonly eventName: string;
  readonly event: unknown;
  /** Members of the `github` context to set or replace, such as `sha`, `api_url`, `token`. */
  readonly github?: Readonly<Record<string, string>>;
  /** The same of the `runner` context, such as `environment`. */
  readonly runner?: Readonly<Record<string, string>>;
  /** Variables of the workflow's `env:`, and those of the machine, such as another PATH. */
  readonly env?: Readonly<Record<string, string>>;
  /** Masked from the start, as a repository's secrets are; the token always is. */
  readonly secrets?: readonly string[];
}

type Strings = Readonly<Record<string, string>>;

export interface Job {
  readonly workspace: string;
  readonly tree: string;
  readonly temp: string;
  readonly github: Strings;
  readonly event: unknown;
  readonly runner: Strings;
  /** Of the machine and the workflow; what steps add through GITHUB_ENV is in the transcript. */
  readonly env: Strings;
  readonly transcript: Transcript;
}

/** A job on Ubuntu before its first step, its folders and event file written. */
export function startJob(request: JobRequest): Job {
  const { scratch, event, workspace, tree } = request;
  const [temp, tools, home] = [join(scratch, "_temp"), join(scratch, "_tool"), join(scratch, "home")];
  for (const folder of [temp, tools, home]) mkdirSync(folder, { recursive: true });
  const eventPath = join(temp, "event.json");
  writeFileSync(eventPath, JSON.stringify(event));
  const github = { ...githubContext(request), event_path: eventPath, workspace };
  return {
    workspace,
    tree,
    temp,
    github,
    event,
    runner: {
      os: "Linux",
      arch: "X64",
      name: "runner-1",
      environment: "github-hosted",
      temp,
      tool_cache: tools,
      ...request.runner,
    },
    env: { PATH: process.env["PATH"] ?? "", HOME: home, LANG: "C.UTF-8", ...request.env },
    transcript: createTranscript([github.token, ...(request.secrets ?? [])]),
  };
}

/** What the event says about a pull request decides the refs, as on GitHub; `request.github` has the last word. */
function githubContext({ eventName, event, github = {} }: JobRequest): Strings & { readonly token: string } {
  const find = (path: string): string => asText(evaluate(`event.${path}`, { event }));
  const number = find("pull_request.number");
  const repository = github["repository"] ?? (find("repository.full_name") || "octo-org/octo-repo");
  return {
    token: "token-of-the-job",
    action: "__org_agent-ci",
    action_ref: "v1",
    action_repository: "org/agent-ci",
    actor: "octocat",
    api_url: "https://api.github.com",
    base_ref: find("pull_request.base.ref"),
    event_name: eventName,
    graphql_url: "https://api.github.com/graphql",
    head_ref: find("pull_request.head.ref"),
    job: "check",
    ref: number === "" ? "refs/heads/main" : `refs/pull/${number}/merge`,
    ref_name: number === "" ? "main" : `${number}/merge`,
    ref_protected: "false",
    ref_type: "branch",
    repository,
    repository_id: "1",
    repository_owner: repository.split("/", 1).join(""),
    run_attempt: "1",
    run_id: "1",
    run_number: "1",
    server_url: "https://github.com",
    sha: find("pull_request.merge_commit_sha") || find("after") || "0".repeat(40),
    triggering_actor: "octocat",
    workflow: "ci",
    ...github,
  };
}

/** The variables of every step: nothing of the environment that the tests run in but PATH. */
export function baseEnvironment({ github, runner, env, transcript }: Job): Record<string, string> {
  const { token: _, ...shown } = github;
  const variables: Record<string, string> = {
    ...env,
    ...Object.fromEntries(transcript.env),
    ...prefixed("GITHUB", shown),
    ...prefixed("RUNNER", runner),
    CI: "true",
    GITHUB_ACTIONS: "true",
  };
  return { ...variables, PATH: [...transcript.path.toReversed(), variables["PATH"]].join(":") };
}

function prefixed(prefix: string, values: Strings): Strings {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [`${prefix}_${name.toUpperCase()}`, value]));
}
