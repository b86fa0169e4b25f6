import { execFile } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { tempFolder } from "./temp-folder.ts";

const RUNTIME = join(import.meta.dirname, "../../examples/runtime");
/** The stand-in for an agent that comes with the worker. */
export const AGENT: readonly string[] = [process.execPath, join(RUNTIME, "agent.ts")];
/** Prints what it was given, and where it is. */
const TELLS: readonly string[] = shell('printf "%s\\n" "$AGENT_CI_PIN"');

export function shell(script: string): readonly string[] {
  return ["sh", "-c", script];
}

export interface Work {
  readonly command?: readonly string[];
  readonly options?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly tasks?: readonly unknown[];
}
export const tasksOf = (count: number, context = {}): readonly { readonly id: string }[] =>
  Array.from({ length: count }, (_, number) => ({ id: `task ${number}`, context }));

/** The worker of the examples as a process, with `flags.json` and `runs` in a folder, and the releases of a target. */
export function workerIn(folder: string, target: string) {
  const args = ["--flags", "flags.json", "--flag", "team-a.production", "--target", target, "--records", "runs"];
  const start = (options: readonly string[], env: Readonly<Record<string, string>> = {}) =>
    promisify(execFile)(process.execPath, [join(RUNTIME, "worker.ts"), ...args, ...options], {
      cwd: folder,
      env: { PATH: process.env["PATH"], ...env },
    });
  return {
    start,
    work: async ({ command = TELLS, options = [], env = {}, tasks = tasksOf(40) }: Work = {}) => {
      const working = start([...options, "--", ...command], env);
      working.child.stdin?.end(tasks.map((task) => `${JSON.stringify(task)}\n`).join(""));
      const { stdout, stderr } = await working;
      const told = stdout.split("\n").slice(0, -1);
      return { told: told.map((line) => JSON.parse(line)), log: stderr.split("\n").slice(0, -1) };
    },
    records: () =>
      readdirSync(join(folder, "runs")).flatMap((file) =>
        readFileSync(join(folder, "runs", file), "utf8")
          .split("\n")
          .slice(0, -1)
          .map((line): Readonly<Record<string, unknown>> => JSON.parse(line)),
      ),
  };
}

/** A folder with flags, and with the two releases that they speak of. */
export function withFlags(flags: string, releases: { readonly stable: string; readonly canary: string }) {
  const folder = tempFolder({ "flags.json": flags });
  const target = join(folder, "target");
  for (const [name, release] of Object.entries(releases)) {
    const hex = release.replace("sha256:", "");
    mkdirSync(join(target, "releases", hex), { recursive: true });
    symlinkSync(`releases/${hex}`, join(target, name));
  }
  const write = (file: string, text: string): void => writeFileSync(join(folder, file), text);
  return { ...workerIn(folder, target), folder, write };
}
