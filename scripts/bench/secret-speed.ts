import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { measure, type Measured } from "./measure.ts";
import type { Engine } from "./secret-engines.ts";

const ROUNDS = 5;

/** Median time of one engine as a part of another's, whole processes, in turn on the same folder. */
export function ratioOn(folder: string, engine: Pick<Engine, "time">, other: Pick<Engine, "time">): number {
  const times = [engine, other].map(({ time }) => {
    time(folder); // warms the disk cache and the compile cache
    return { time, taken: [] as number[] };
  });
  for (let round = 0; round < ROUNDS; round += 1) for (const { time, taken } of times) taken.push(time(folder));
  const [own = Number.NaN, others = Number.NaN] = times.map(({ taken }) => taken.sort((a, b) => a - b)[ROUNDS >> 1]);
  return own / others;
}

/** Five staged files against a bare `node -e 0`, whole processes. */
export function stagedScan(folder: string, limit: number): Measured | undefined {
  mkdirSync(folder, { recursive: true });
  const git = (...args: readonly string[]): void =>
    void execFileSync("git", ["-C", folder, ...args], { stdio: "pipe" });
  git("init", "--quiet");
  for (let index = 0; index < 5; index += 1)
    writeFileSync(
      join(folder, `notes-${index}.md`),
      `# Notes ${index}\n\n${"Nothing to see here, and more of it.\n".repeat(200)}`,
    );
  git("add", ".");
  const scan = {
    name: "5 files staged",
    args: [resolve("dist/cli.js"), "secret-scan", "--staged"],
    cwd: folder,
    limit,
  };
  return measure([{ name: "node -e 0", args: ["-e", "0"] }, scan], 15)[1];
}
