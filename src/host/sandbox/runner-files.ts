import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";

type Env = Readonly<Record<string, string | undefined>>;

/** What a runner of GitHub keeps of itself beside the work that it does. */
export interface RunnerFiles {
  /** Its key, its registration and its variables: whoever has them takes jobs in its place. */
  readonly files: readonly string[];
  /** Logs of the jobs before. */
  readonly folders: readonly string[];
}

/**
 * The files of a runner that somebody registered, which stand above the folder of its work, or above the Node that it
 * brings: whoever runs jobs on it can read them. No page says which they are, so all that begin with a dot are taken.
 * `node` is the program that runs this.
 */
export function runnerFiles({ RUNNER_TEMP: temp }: Env, node: string): RunnerFiles {
  const above = temp === undefined ? [] : [dirname(dirname(temp))];
  const brought = /^(.+)\/externals\/node\d+\/bin\/node$/.exec(node)?.[1];
  const roots = [...new Set(brought === undefined ? above : [...above, brought])].filter((root) =>
    existsSync(join(root, ".runner")),
  );
  return {
    files: roots.flatMap((root) =>
      readdirSync(root, { withFileTypes: true }).flatMap((one) =>
        one.name.startsWith(".") && !one.isDirectory() ? [join(root, one.name)] : [],
      ),
    ),
    folders: roots.map((root) => join(root, "_diag")),
  };
}
