// npm run bench:rollout: what lies between a decision and its effect.
import { measureAlertPath } from "./bench/alert-path.ts";
import { measureAlarms, measureJudging } from "./bench/judging.ts";
import { measureSwitches, percentile } from "./bench/release-switch.ts";
import { measureTicks } from "./bench/tick.ts";
import { measureChains } from "./bench/verify-chain.ts";
import { bundle } from "./build.ts";
import { installClients } from "./clients.ts";

const ROUNDS = 100;
const ENTRIES = 10_000;
const TICKS = 15;
const RECORDS = 1_000_000;
const ROLLOUTS = 10_000;
const ALERTS = 3;

interface Row {
  readonly what: string;
  /** Milliseconds, unless `what` says otherwise. */
  readonly measured: number;
  readonly limit: number;
}

await bundle("dist"); // the tick is measured as users have it
const { forth, back } = await measureSwitches(ROUNDS);
const { tick, node } = await measureTicks(TICKS);
const judging = measureJudging(RECORDS, 3);
await installClients(["prometheus", "alertmanager"]);
const alerted = await measureAlertPath(ALERTS);
const rows: readonly Row[] = [
  { what: "200 files verified, and the pointer switched, p50", measured: percentile(forth, 0.5), limit: 40 },
  {
    what: "rollback: the release before verified, switched to, the other marked bad, p99",
    measured: percentile(back, 0.99),
    limit: 250,
  },
  {
    what: `${ENTRIES} entries of the audit log verified: chain, root and signature, p50`,
    measured: percentile(measureChains(ENTRIES, ROUNDS), 0.5),
    limit: 100,
  },
  {
    what: `a tick as a program, × bare node (${percentile(node, 0.5).toFixed(0)} ms), p50`,
    measured: percentile(tick, 0.5) / percentile(node, 0.5),
    limit: 15,
  },
  {
    what: `${RECORDS} task records judged by three metrics, × reading and parsing them, p50`,
    measured: percentile(judging.judge, 0.5) / percentile(judging.parse, 0.5),
    limit: 2,
  },
  { what: "its memory, MB", measured: judging.memory, limit: 300 },
  {
    what: `slow, noticed by Prometheus (\`for: 2s\`), told by Alertmanager, stable for every task; the slowest of ${ALERTS}`,
    measured: alerted.at(-1) ?? Number.NaN,
    limit: 6000,
  },
];

console.log(`\n${ROUNDS} rounds, milliseconds\n\n| what | measured | limit | |\n|---|--:|--:|---|`);
for (const { what, measured, limit } of rows)
  console.log(`| ${what} | ${measured.toFixed(1)} | ${limit} | ${measured <= limit ? "" : "too slow"} |`);
if (rows.some(({ measured, limit }) => !(measured <= limit))) process.exitCode = 1;

console.log(`\n${ROLLOUTS} rollouts, a look after every task, alpha 5 %\n\n| what | stopped |\n|---|--:|`);
for (const { what, stopped } of measureAlarms(ROLLOUTS)) console.log(`| ${what} | ${(100 * stopped).toFixed(1)} % |`);
