// node judge-tasks.ts <judge|parse> <folder>: judges the task records of a folder, or only reads and parses them, and
// prints milliseconds and the largest memory in kilobytes.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { measureMetrics } from "../../src/measuring/measure-metrics.ts";
import type { WrittenMetric } from "../../src/rollout/spec/spec.ts";

const [, , mode = "", folder = ""] = process.argv;
const metric = (name: string, facts: Pick<WrittenMetric, "method" | "objective">): readonly [string, WrittenMetric] => [
  name,
  {
    name,
    provider: { jsonl: { path: "*.jsonl" } },
    alpha: 0.05,
    direction: "increase",
    effectSize: { allowedIncrease: 1.25 },
    onNoData: "inconclusive",
    failureLimit: 0,
    inconclusiveLimit: 0,
    consecutiveErrorLimit: 4,
    onFailure: "abort",
    ...facts,
  },
];
const successWhen = 'task.outcome == "success"';
const METRICS = new Map([
  metric("success", { method: "sequential", objective: { successWhen, min: 0.9 } }),
  metric("against-stable", { method: "fisher", objective: { successWhen } }),
  metric("duration", { method: "mannWhitney", objective: { of: "duration_ms" } }),
]);
const MOMENT = { id: "team-a/r1", release: "new", stable: "old", since: 0, now: 2_000_000, weight: 50, step: "" };

const began = performance.now();
if (mode === "judge") await judge();
else parse();
const took = performance.now() - began;
console.log(JSON.stringify({ took, memory: peak() }));

/** Of this program alone: what getrusage tells begins with that of whoever started it. */
function peak(): number {
  return Number(/VmHWM:\s+(\d+)/.exec(readFileSync("/proc/self/status", "utf8"))?.[1]);
}

async function judge(): Promise<void> {
  const { verdicts, left } = await measureMetrics({ top: folder, env: {} }, METRICS, MOMENT);
  const wrong = Object.values(verdicts).find(({ verdict }) => verdict !== "pass");
  if (wrong || left.length > 0) throw new Error(wrong?.why ?? left.join("\n"));
}

/** What anybody would write: the whole file, line by line. */
function parse(): void {
  let tasks = 0;
  for (const line of readFileSync(join(folder, "tasks.jsonl"), "utf8").split("\n"))
    if (line !== "") tasks += JSON.parse(line).task_id === "" ? 0 : 1;
  if (tasks === 0) throw new Error("nothing was parsed");
}
