import { spawn } from "node:child_process";

const KEPT_OUTPUT = 4_000;
const TIME_LIMIT = 15 * 60_000;

export interface CommandResult {
  readonly ok: boolean;
  /** The end of what the command printed, both streams in order of arrival. */
  readonly output: string;
}

/** Runs a program to its end; a program that is not there, fails or exceeds 15 minutes is a value, never an exception. */
export function runCommand(
  program: string,
  args: readonly string[],
  { cwd, env }: { readonly cwd: string; readonly env?: Readonly<Record<string, string>> },
): Promise<CommandResult> {
  return new Promise((resolve) => {
    let output = "";
    const keep = (chunk: Buffer): void => {
      output = (output + chunk.toString("utf8")).slice(-KEPT_OUTPUT);
    };
    const child = spawn(program, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    // Not spawn's own `timeout`: its timer outlives a program that could not be started.
    const limit = setTimeout(() => child.kill(), TIME_LIMIT).unref();
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.on("error", (error) => resolve({ ok: false, output: error.message }));
    child.on("close", (code, signal) => {
      clearTimeout(limit);
      resolve({ ok: code === 0, output: signal === null ? output.trim() : `${output.trim()}\nended by ${signal}` });
    });
  });
}
