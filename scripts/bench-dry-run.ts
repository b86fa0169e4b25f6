// npm run bench:dry-run: what a dry run costs beside the agent that it runs.
import { replayRate, serverStart } from "./bench/model-replay.ts";

const START_LIMIT = 20;
const RATE_LIMIT = 1_000;

interface Row {
  readonly what: string;
  readonly measured: number;
  readonly limit: string;
  readonly holds: boolean;
}

const start = serverStart(15);
const { bytes, rate, perCore, fresh } = await replayRate(2_000);
const rows: readonly Row[] = [
  { what: "server start in process, ms", measured: start, limit: `≤ ${START_LIMIT}`, holds: start <= START_LIMIT },
  {
    what: `requests of ${Math.round(bytes / 1000)} KB replayed per second of one core`,
    measured: perCore,
    limit: `≥ ${RATE_LIMIT}`,
    holds: perCore >= RATE_LIMIT,
  },
  { what: "the same per second of the clock", measured: rate, limit: "", holds: true },
  { what: "of 2000 replayed as fresh", measured: fresh, limit: "2000", holds: fresh === 2_000 },
];

console.log("\n| what | measured | limit | |\n|---|--:|--:|---|");
for (const { what, measured, limit, holds } of rows)
  console.log(`| ${what} | ${measured.toFixed(measured < 100 ? 1 : 0)} | ${limit} | ${holds ? "" : "too slow"} |`);
if (rows.some(({ holds }) => !holds)) process.exitCode = 1;
