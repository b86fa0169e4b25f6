import { spawnSync } from "node:child_process";

export interface Program {
  readonly name: string;
  /** What is started; this Node if not given. */
  readonly program?: string;
  readonly args: readonly string[];
  /** What the program may cost, as a multiple of the first program of the table. */
  readonly limit?: number;
  readonly cwd?: string;
  /** What comes in on standard input; nothing if not given. */
  readonly input?: string;
  /** Variables besides the machine's own. */
  readonly env?: Readonly<Record<string, string>>;
}
/** What starting Node costs: the measure of everything else. */
export const BARE: Program = { name: "node -e 0", args: ["-e", "0"] };

export interface Measured extends Program {
  /** Milliseconds of the whole process, the median of all rounds. */
  readonly median: number;
  readonly ratio: number;
  /** The quartiles of its ratios, round by round. */
  readonly spread: Spread;
  /** Peak resident memory in MB, of one further run. */
  readonly memory: number;
}

/** Runs all programs in turn, round after round, so that a slow moment of the machine hits them alike. */
export function measure(programs: readonly Program[], rounds: number): readonly Measured[] {
  const times = programs.map(() => [] as number[]);
  for (let round = -1; round < rounds; round++)
    for (const [index, program] of programs.entries()) {
      const elapsed = time(program);
      if (round >= 0) times[index]?.push(elapsed); // the first round warms the disk cache and the compile cache
    }
  const base = median(times[0] ?? []);
  return programs.map((program, index) => {
    const typical = median(times[index] ?? []);
    const spread = quartiles((times[index] ?? []).map((one, round) => one / (times[0]?.[round] ?? Number.NaN)));
    return { ...program, median: typical, ratio: typical / base, spread, memory: peakMemory(program) };
  });
}

function time({ program = process.execPath, args, cwd, name, env, input = "" }: Program): number {
  const start = process.hrtime.bigint();
  const { error, status } = spawnSync(program, args, {
    cwd,
    input,
    stdio: ["pipe", "ignore", "ignore"],
    env: { ...process.env, ...env },
  });
  if (error || status === null || status > 1) throw new Error(`${name} ended with ${error?.message ?? status}`);
  return Number(process.hrtime.bigint() - start) / 1e6;
}

/**
 * Starts a program and prints its peak, looked at every two milliseconds: it tells nothing of itself at its end. VmHWM
 * begins anew with the program, where Linux counts a child's `maxRSS` from its parent's at the fork.
 */
const WATCH = `
  const { spawn } = require("node:child_process");
  const { readFileSync } = require("node:fs");
  const [program, ...args] = process.argv.slice(1);
  const child = spawn(program, args, { stdio: ["inherit", "ignore", "ignore"] });
  let status = "";
  const look = setInterval(() => { try { const now = readFileSync("/proc/" + child.pid + "/status", "utf8"); if (now.includes("VmHWM")) status = now; } catch {} }, 2);
  child.on("exit", () => { clearInterval(look); process.stdout.write(/VmHWM:\\s*(\\d+)/.exec(status)?.[1] ?? ""); });`;

function peakMemory({ program = process.execPath, args, cwd, env, input = "" }: Program): number {
  const { stdout } = spawnSync(process.execPath, ["-e", WATCH, program, ...args], {
    cwd,
    input,
    encoding: "utf8",
    env: { ...process.env, ...env },
  });
  return Number(stdout) / 1024;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}

export type Spread = readonly [low: number, high: number];

export function quartiles(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  return [sorted[sorted.length >> 2] ?? Number.NaN, sorted[(sorted.length * 3) >> 2] ?? Number.NaN];
}
