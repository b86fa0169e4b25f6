import { spawn } from "node:child_process";
import { cpSync, existsSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";
import { stripVTControlCharacters } from "node:util";
import { inject } from "vitest";
import { TOOL } from "../../src/report/tool.ts";
import { client } from "./clients.ts";
import { cloneRepository, createRepository, type FileChanges, gitEnvironment, type Repository } from "./git.ts";
import { tempFolder } from "./temp-folder.ts";

export interface PipelineRequest {
  /** What `include:` has, as data; the component by local path without it. */
  readonly include?: object;
  readonly inputs?: Readonly<Record<string, unknown>>;
  /** More of `.gitlab-ci.yml`. */
  readonly yaml?: Readonly<Record<string, unknown>>;
  /** Given to the pipeline, where they outrank those of its jobs. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Of gitlab-ci-local, and so of the jobs. */
  readonly env?: Readonly<Record<string, string>>;
  /** A folder of programs that stands first on PATH. */
  readonly programs?: string;
}
export interface Pipeline {
  readonly exitCode: number;
  /** All that was printed, without colours. */
  readonly log: string;
  /** How each job that was started ended. */
  readonly jobs: Readonly<Record<string, "PASS" | "FAIL">>;
  /** A file that a job left behind; undefined where it did not. */
  readonly artifact: (job: string, path: string) => string | undefined;
  /** The file of the report of a report job, such as `report.json`. */
  readonly report: (job: string, file: string) => string | undefined;
}

/** A project as a runner checks it out: a repository with a remote, the components of the release, and these files or folder. */
export function createProject(files: FileChanges, folder?: string): Repository {
  const repository = createRepository({});
  if (folder !== undefined)
    cpSync(folder, repository.folder, {
      recursive: true,
      verbatimSymlinks: true,
      filter: (path) => basename(path) !== ".git",
    });
  cpSync(join(inject("releaseTree"), "templates"), join(repository.folder, "templates"), { recursive: true });
  repository.git("remote", "add", "origin", "git@gitlab.example:group/project.git");
  repository.git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/main");
  repository.commit(files);
  return repository;
}

export const LOCAL = { local: "templates/check/template.yml" };

export interface MergeRequest {
  /** The checkout, on the source branch. */
  readonly project: Repository;
  /** What `origin` is: later commits to its `main` are not in the checkout. */
  readonly target: Repository;
  /** What GitLab gives to the pipeline. */
  readonly variables: Readonly<Record<string, string>>;
}

/** A merge request to `main`, where these files are, that makes these changes. */
export function createMergeRequest(files: FileChanges, changes: FileChanges = {}, source = "feature"): MergeRequest {
  const project = createProject(files);
  const target = cloneRepository(project);
  project.git("remote", "set-url", "origin", pathToFileURL(target.folder).href);
  const variables = {
    GITLAB_CI: "true",
    CI_PIPELINE_SOURCE: "merge_request_event",
    CI_COMMIT_BRANCH: "",
    CI_MERGE_REQUEST_IID: "7",
    CI_MERGE_REQUEST_TARGET_BRANCH_NAME: "main",
    CI_MERGE_REQUEST_DIFF_BASE_SHA: project.git("rev-parse", "HEAD"),
  };
  project.branch(source);
  project.commit(changes);
  return { project, target, variables };
}

/** Variables by which `gitlab.example/agent-ci/agent-ci` is a release with the tag of its version. */
export function createGitLabCatalog(releaseTree: string): Readonly<Record<string, string>> {
  const catalog = createRepository({});
  cpSync(join(releaseTree, "templates"), join(catalog.folder, "templates"), { recursive: true });
  catalog.commit({});
  catalog.git("tag", TOOL.version);
  const key = `url.${pathToFileURL(catalog.folder).href}.insteadOf`;
  return {
    GIT_CONFIG_COUNT: "2",
    GIT_CONFIG_KEY_0: key,
    GIT_CONFIG_VALUE_0: "ssh://git@gitlab.example:22/agent-ci/agent-ci.git",
    GIT_CONFIG_KEY_1: key,
    GIT_CONFIG_VALUE_1: "git@gitlab.example:agent-ci/agent-ci",
  };
}

/** Plays a pipeline with the real `gitlab-ci-local`: no container, each job in a checkout of its own. */
export async function runPipeline(project: Repository, request: PipelineRequest = {}): Promise<Pipeline> {
  const { include = LOCAL, inputs = {}, yaml = {}, variables = {}, env = {}, programs } = request;
  const includes = Array.isArray(include) ? include : [{ ...include, inputs }];
  project.commit({ ".gitlab-ci.yml": JSON.stringify({ include: includes, ...yaml }) });
  const args = Object.entries(variables).map(([name, value]) => `--variable=${name}=${value}`);
  const modes = ["--force-shell-executor", "--shell-isolation", "--no-artifacts-to-source"];
  return play(project.folder, [...modes, ...args], env, programs);
}

/** What gitlab-ci-local makes of the `.gitlab-ci.yml` in a folder. */
export async function play(
  folder: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  programs?: string,
): Promise<Pipeline> {
  // GitLab takes a job with an empty list of tags; its schema, which gitlab-ci-local obeys, does not (gitlab-org/gitlab#551088).
  const lenient = ["--ignore-schema-paths", "#/definitions/tags/minItems"];
  const folders = [programs, dirname(process.execPath), dirname(client("rsync")), process.env["PATH"]];
  const child = spawn(client("gitlab-ci-local"), [...args, ...lenient], {
    cwd: folder,
    env: {
      ...gitEnvironment(),
      HOME: tempFolder(),
      PATH: folders.filter((one) => one !== undefined).join(":"),
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = new Promise<number>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve(code ?? 1));
  });
  const [exitCode, out, err] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  const log = stripVTControlCharacters(out + err);
  const artifact = (job: string, path: string): string | undefined => {
    const file = join(folder, ".gitlab-ci-local/artifacts", job, path);
    return existsSync(file) ? readFileSync(file, "utf8") : undefined;
  };
  const outcomes = [...log.matchAll(/^ (PASS|FAIL) +([^\s]+) *$/gmu)];
  return {
    exitCode,
    log,
    jobs: Object.fromEntries(outcomes.map(([, how, job]) => [job, how === "PASS" ? "PASS" : "FAIL"])),
    artifact,
    report: (job, file) => artifact(job, `agent-ci-reports/${job}/${file}`),
  };
}
