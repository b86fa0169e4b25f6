// node judge-tasks.ts <judge|parse> <folder>: judges the task records of a folder, or only reads and parses them, and
// prints milliseconds and the largest memory in kilobytes.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readTasks } from "../../src/host/measuring/read-tasks.ts";
import { openOnce } from "../../src/rollout/analysis/each-once.ts";
import { freshTasks } from "../../src/rollout/analysis/fresh-tasks.ts";
import { judgeTasks } from "../../src/rollout/analysis/judge-tasks.ts";
import type { MetricAsked } from "../../src/rollout/analysis/measurement.ts";
import { openTaskConditions } from "../../src/rollout/analysis/task-conditions.ts";
import { readTask } from "../../src/rollout/analysis/task-record.ts";

const DAY = 86_400_000;
const [, , mode = "", folder = ""] = process.argv;
const COMMON = { alpha: 0.05, direction: "increase", allowedIncrease: 1.25, onNoData: "inconclusive" } as const;
const METRICS: readonly MetricAsked[] = [
  { ...COMMON, name: "success", method: "sequential", successWhen: 'task.outcome == "success"', min: 0.9 },
  { ...COMMON, name: "against-stable", method: "fisher", successWhen: 'task.outcome == "success"' },
  { ...COMMON, name: "duration", method: "mannWhitney", of: "duration_ms" },
];

const began = performance.now();
if (mode === "judge") judge();
else parse();
const took = performance.now() - began;
console.log(JSON.stringify({ took, memory: peak() }));

/** Of this program alone: what getrusage tells begins with that of whoever started it. */
function peak(): number {
  return Number(/VmHWM:\s+(\d+)/.exec(readFileSync("/proc/self/status", "utf8"))?.[1]);
}

function judge(): void {
  const now = 2_000_000;
  const wanted = { id: "team-a/r1", release: "new", stable: "old", since: 0, now };
  const conditions = openTaskConditions();
  const judges = METRICS.map((metric) => freshTasks(metric, judgeTasks(metric, 50, conditions), DAY, now));
  const once = openOnce();
  readTasks(folder, "*.jsonl", (line) => {
    const read = readTask(line, wanted);
    if (typeof read !== "string" && once(line, read, read.variant) !== "again")
      for (const one of judges) one.take(read);
  });
  for (const one of judges) if (one.verdict(now).verdict !== "pass") throw new Error(one.verdict(now).why);
}

/** What anybody would write: the whole file, line by line. */
function parse(): void {
  let tasks = 0;
  for (const line of readFileSync(join(folder, "tasks.jsonl"), "utf8").split("\n"))
    if (line !== "") tasks += JSON.parse(line).task_id === "" ? 0 : 1;
  if (tasks === 0) throw new Error("nothing was parsed");
}
