import { resolve } from "node:path";
import { type Engine, run } from "./secret-engines.ts";

const ROUNDS = 5;
const CLI = resolve("dist/cli.js");

/** Medians in milliseconds of whole processes: the bare program, and ours with the same program behind it. */
export interface Overhead {
  readonly bare: number;
  readonly wrapped: number;
  /** What the wrapper may take. */
  readonly limit: number;
}

/** 15 % and 150 ms on top of the bare program, in turn on the same folder. */
export function overheadOn(folder: string, program: string, bare: Engine): Overhead {
  const args = [CLI, "secret-scan", folder, "--engine", "gitleaks", "--tool-path", program];
  const wrapped = (): number => run(process.execPath, args).elapsed;
  bare.time(folder); // warms the disk cache and the compile cache
  wrapped();
  const rounds = Array.from({ length: ROUNDS }, () => ({ bare: bare.time(folder), wrapped: wrapped() }));
  const median = (times: readonly number[]): number => times.toSorted((a, b) => a - b)[ROUNDS >> 1] ?? Number.NaN;
  const typical = median(rounds.map((one) => one.bare));
  return { bare: typical, wrapped: median(rounds.map((one) => one.wrapped)), limit: 1.15 * typical + 150 };
}
