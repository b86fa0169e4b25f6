import { spawn } from "node:child_process";
import { dirname, join, resolve as resolvePath } from "node:path";
import { text } from "node:stream/consumers";
import { inject } from "vitest";
import { majorTag } from "../../scripts/major-tag.ts";
import { client } from "./clients.ts";
import { createRepository, type FileChanges } from "./git.ts";
import { tempFolder } from "./temp-folder.ts";
import manifest from "../../package.json" with { type: "json" };

export interface ActRequest {
  readonly files: FileChanges;
  /** The steps of the one job, as YAML; `uses: org/agent-ci/<action>@v1` is the release. */
  readonly steps: string;
  /** Another PATH than Node 24 before the machine's. */
  readonly path?: string;
}
export interface ActRun {
  readonly exitCode: number;
  /** All that act printed. */
  readonly log: string;
  /** `$KEPT` of the job: a folder that outlives it. */
  readonly kept: string;
}

/** Plays a push with the real `act`, in host mode and without a network. Asynchronous: tests play several at once. */
export async function runAct({ files, steps, path }: ActRequest): Promise<ActRun> {
  const { folder } = createRepository({ ...files, ".github/workflows/check.yml": checking(steps) });
  return playWorkflows(folder, {
    repositories: { "org/agent-ci@v1": inject("actionTree") },
    ...(path !== undefined && { path }),
  });
}

export interface ActPlay {
  /** `owner/name@ref` to the folder that stands for it. */
  readonly repositories: Readonly<Record<string, string>>;
  readonly path?: string;
  /** The one workflow to play; all that begin with the event unless told. */
  readonly workflow?: string;
  /** `push` unless told otherwise, and its payload. */
  readonly event?: { readonly name: string; readonly payload: unknown };
  /** More of the jobs' environment. */
  readonly env?: Readonly<Record<string, string>>;
  readonly secrets?: Readonly<Record<string, string>>;
  /** `$KEPT` of an earlier play, such as its caches. */
  readonly kept?: string;
}

/** Plays the workflows of a repository as they are. */
export async function playWorkflows(
  folder: string,
  { repositories, path, workflow, event, env = {}, secrets = {}, kept = tempFolder() }: ActPlay,
): Promise<ActRun> {
  const home = tempFolder({ "event.json": JSON.stringify(event?.payload ?? {}) });
  const node = path ?? [dirname(process.execPath), process.env["PATH"]].join(":");
  const child = spawn(
    client("act"),
    [
      [event?.name ?? "push", "--action-offline-mode"],
      event === undefined ? [] : ["--eventpath", join(home, "event.json")],
      workflow === undefined ? [] : ["--workflows", workflow],
      ["--platform", "ubuntu-latest=-self-hosted"],
      ...Object.entries(repositories).map(([name, place]) => ["--local-repository", `${name}=${place}`]),
      ...Object.entries(secrets).map(([name, value]) => ["--secret", `${name}=${value}`]),
      ...Object.entries({ ...env, KEPT: kept }).map(([name, value]) => ["--env", `${name}=${value}`]),
    ].flat(),
    {
      cwd: folder,
      env: { PATH: node, HOME: home, XDG_CACHE_HOME: join(home, "cache") },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  const ended = new Promise<number>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve(code ?? 1));
  });
  const [exitCode, out, err] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  return { exitCode, log: out + err, kept };
}

/** A release and the stand-ins for GitHub's own actions, by the names that our pipelines use. */
export const pipelineRepositories = (): Readonly<Record<string, string>> => ({
  [`agent-ci/agent-ci@${majorTag(manifest.version)}`]: inject("actionTree"),
  [`agent-ci/agent-ci@v${manifest.version}`]: inject("actionTree"),
  "actions/checkout@v7": resolvePath("test/support/actions/checkout"),
  "actions/upload-artifact@v7": resolvePath("test/support/actions/upload-artifact"),
  "actions/cache@v5": resolvePath("test/support/actions/cache"),
  "actions/download-artifact@v8": resolvePath("test/support/actions/download-artifact"),
  "github/codeql-action@v4": resolvePath("test/support/actions/codeql-action"),
});

function checking(steps: string): string {
  const indented = steps.trim().replaceAll(/^/gmu, "      ");
  return `on: push\njobs:\n  check:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v7\n${indented}\n`;
}
