import { judgeValue } from "../analysis/judge-value.ts";
import { askedOf, type MetricAsked } from "../analysis/measurement.ts";
import type { AnyTask } from "../analysis/task-record.ts";
import type { WrittenMetric } from "../spec/spec.ts";
import { makeUpTask } from "./made-up-task.ts";

/** How what a metric measures is made good, and then bad. */
export type Degradation =
  | { readonly by: "tasks"; readonly good: AnyTask["task"]; readonly bad: AnyTask["task"]; readonly where?: string }
  | { readonly by: "value"; readonly good: number; readonly bad: number };

const MOST_FOUND = 100;
const FEW = [0, 0.5, 1, -1, 1_000_000_000];
const NUMBER = /\d+(?:\.\d+)?/g;

/** Undefined where nothing is known that this metric would call good, and something else bad: why not is said. */
export function degradationOf(name: string, metric: WrittenMetric): Degradation | { readonly why: string } {
  const asked = askedOf(name, metric);
  const { jsonl, prometheus, web } = metric.provider;
  if (metric.series) return { why: "series of samples are not made up" };
  if (prometheus || web) return ofValue(asked);
  if (!jsonl) return { why: "it runs a command, or asks a forge, and neither is done in a drill" };
  const { where, count } = jsonl;
  const meant = typeof where === "string" ? [where] : [];
  const found = typeof count === "string" ? ofCount(asked, count, meant) : ofTasks(asked, meant);
  if (!found) return { why: "no task could be made up that fails by it, and another that does not" };
  return { by: "tasks", ...found, ...(typeof where === "string" && { where }) };
}

const verdictOf = (asked: MetricAsked, value: number) =>
  judgeValue(asked, { is: "values", values: [value] }, 0).verdict;

function ofValue(asked: MetricAsked): Degradation | { readonly why: string } {
  const written = `${asked.successCondition ?? ""} ${asked.failureCondition ?? ""}`;
  const near = [...written.matchAll(NUMBER)].flatMap(([text]) => {
    const number = Number(text);
    return [number, number + 1, number - 1, number * 2, number / 2];
  });
  const [good, bad] = (["pass", "fail"] as const).map((wanted) =>
    [...near, ...FEW].find((value) => verdictOf(asked, value) === wanted),
  );
  return good === undefined || bad === undefined
    ? { why: "no number is known that passes, and another that fails" }
    : { by: "value", good, bad };
}

function ofCount(asked: MetricAsked, count: string, where: readonly string[]) {
  if (verdictOf(asked, 0) !== "pass" || verdictOf(asked, MOST_FOUND) !== "fail") return undefined;
  return pairOf({ holds: where, fails: [count] }, { holds: [...where, count], fails: [] });
}

function ofTasks({ successWhen, of, max, direction }: MetricAsked, where: readonly string[]) {
  if (successWhen !== undefined)
    return pairOf({ holds: [...where, successWhen], fails: [] }, { holds: where, fails: [successWhen] });
  const plain = makeUpTask({ holds: where, fails: [] });
  if (!plain || of === undefined) return undefined;
  const [good, bad] = max === undefined ? [1000, direction === "decrease" ? 100 : 10_000] : [max / 2, 2 * max + 1];
  return { good: { ...plain, [of]: good }, bad: { ...plain, [of]: bad } };
}

function pairOf(...wanted: readonly [Parameters<typeof makeUpTask>[0], Parameters<typeof makeUpTask>[0]]) {
  const [good, bad] = [makeUpTask(wanted[0]), makeUpTask(wanted[1])];
  return good && bad ? { good, bad } : undefined;
}
