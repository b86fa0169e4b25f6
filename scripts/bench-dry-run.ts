// npm run bench:dry-run: what a dry run costs beside the agent that it runs.
import { execFileSync } from "node:child_process";
import { commandStart, pairedCase } from "./bench/dry-run-case.ts";
import type { Spread } from "./bench/measure.ts";
import { replayRate, serverStart } from "./bench/model-replay.ts";

const START_LIMIT = 20;
const RATE_LIMIT = 1_000;
const COMMAND_LIMIT = 8;
const PAIRED_LIMIT = 1.05;

interface Row {
  readonly what: string;
  readonly measured: number;
  /** The quartiles of its rounds. */
  readonly spread?: Spread;
  readonly limit: string;
  readonly holds: boolean;
}

execFileSync(process.execPath, ["scripts/build.ts"], { stdio: "ignore" });
const start = serverStart(15);
const command = commandStart(15);
const paired = await pairedCase(15);
const { bytes, rate, perCore, fresh } = await replayRate(2_000);
const rows: readonly Row[] = [
  { what: "server start in process, ms", measured: start, limit: `≤ ${START_LIMIT}`, holds: start <= START_LIMIT },
  {
    what: `a command with one case that does nothing (${Math.round(command.milliseconds)} ms), × bare \`node -e 0\``,
    measured: command.ratio,
    spread: command.spread,
    limit: `≤ ${COMMAND_LIMIT}`,
    holds: command.ratio <= COMMAND_LIMIT,
  },
  {
    what: `a two-turn case (${Math.round(paired.milliseconds)} ms), × the same agent on a bare server (${Math.round(paired.bareMilliseconds)} ms)`,
    measured: paired.ratio,
    spread: paired.spread,
    limit: `≤ ${PAIRED_LIMIT}`,
    holds: paired.ratio <= PAIRED_LIMIT,
  },
  {
    what: "the whole of it, its sandbox and server begun and ended, × the same",
    measured: paired.wholeRatio,
    limit: `≤ ${PAIRED_LIMIT}`,
    holds: paired.wholeRatio <= PAIRED_LIMIT,
  },
  {
    what: `requests of them that left the machine (${paired.isolation})`,
    measured: paired.left,
    limit: "0",
    holds: paired.left === 0 && paired.isolation !== "proxy-and-canary",
  },
  {
    what: `requests of ${Math.round(bytes / 1000)} KB replayed per second of one core`,
    measured: perCore,
    limit: `≥ ${RATE_LIMIT}`,
    holds: perCore >= RATE_LIMIT,
  },
  { what: "the same per second of the clock", measured: rate, limit: "", holds: true },
  { what: "of 2000 replayed as fresh", measured: fresh, limit: "2000", holds: fresh === 2_000 },
];

const rounded = (one: number): string => one.toFixed(one < 10 ? 2 : one < 100 ? 1 : 0);

console.log("\n| what | measured | half of the rounds | limit | |\n|---|--:|--:|--:|---|");
for (const { what, measured, spread, limit, holds } of rows)
  console.log(
    `| ${what} | ${rounded(measured)} | ${spread ? spread.map(rounded).join("–") : ""} | ${limit} | ${holds ? "" : "too slow"} |`,
  );
if (rows.some(({ holds }) => !holds)) process.exitCode = 1;
