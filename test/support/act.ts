import { spawn } from "node:child_process";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { inject } from "vitest";
import { client } from "./clients.ts";
import { createRepository, type FileChanges } from "./git.ts";
import { tempFolder } from "./temp-folder.ts";

export interface ActRequest {
  readonly files: FileChanges;
  /** The steps of the one job, as YAML; `uses: org/agent-ci/<action>@v1` is the release tree. */
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
  const kept = tempFolder();
  const home = tempFolder();
  const { folder } = createRepository({ ...files, ".github/workflows/check.yml": workflow(steps) });
  const node = path ?? [dirname(process.execPath), process.env["PATH"]].join(":");
  const child = spawn(
    client("act"),
    [
      ["push", "--action-offline-mode"],
      ["--platform", "ubuntu-latest=-self-hosted"],
      ["--local-repository", `org/agent-ci@v1=${inject("releaseTree")}`],
      ["--env", `KEPT=${kept}`],
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

function workflow(steps: string): string {
  const indented = steps.trim().replaceAll(/^/gmu, "      ");
  return `on: push\njobs:\n  check:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v7\n${indented}\n`;
}
