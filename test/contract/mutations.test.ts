import { spawn } from "node:child_process";
import { expect, test } from "vitest";

const FILES = 10_000;
const WATCHDOG_MS = 60_000;

/** Resolves to what went wrong with the seeds from `first` to `last`, empty when nothing did. */
function mutateAndCheck(first: number, last: number): Promise<string> {
  return new Promise((done) => {
    const child = spawn(process.execPath, ["test/support/mutations/run.ts", String(first), String(last)]);
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

test(`${FILES} mutated files neither crash nor hang agent-ci, in any format`, { timeout: 600_000 }, async () => {
  const half = FILES / 2;
  expect(await Promise.all([mutateAndCheck(0, half), mutateAndCheck(half, FILES)])).toEqual(["", ""]);
});
