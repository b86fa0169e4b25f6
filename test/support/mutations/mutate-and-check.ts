import { spawn } from "node:child_process";
import { resolve } from "node:path";

const WATCHDOG_MS = 60_000;
const RUN = resolve(import.meta.dirname, "run.ts");

/** Checks a mutated file for each seed from `first` up to `last`, in a process of its own. Resolves to what went wrong; empty when nothing did. */
export function mutateAndCheck(first: number, last: number): Promise<string> {
  return new Promise((done) => {
    const child = spawn(process.execPath, [RUN, String(first), String(last)]);
    let seed = "";
    let err = "";
    const hang = (): void => void child.kill("SIGKILL");
    let watchdog = setTimeout(hang, WATCHDOG_MS);
    child.stdout.on("data", (chunk: Buffer) => {
      seed = chunk.toString().trim().split("\n").at(-1) ?? seed;
      clearTimeout(watchdog);
      watchdog = setTimeout(hang, WATCHDOG_MS);
    });
    child.stderr.on("data", (chunk: Buffer) => void (err += chunk.toString()));
    child.on("close", (code) => {
      clearTimeout(watchdog);
      if (code === 0) done("");
      else done(`seed ${seed}: ${code === null ? `no progress for ${WATCHDOG_MS / 1000} s` : err}`);
    });
  });
}
