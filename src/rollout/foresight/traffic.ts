import { failureOf } from "../analysis/judge-tasks.ts";
import { taskNumber } from "../analysis/task-number.ts";
import { askedOf } from "../analysis/measurement.ts";
import type { openTaskConditions } from "../analysis/task-conditions.ts";
import type { AnyTask } from "../analysis/task-record.ts";
import type { Plan, Span } from "../plan.ts";
import type { WrittenMetric } from "../spec/spec.ts";
import type { Instant } from "../state.ts";

/** How much there is to judge by in an environment. */
export interface Traffic {
  /** Tasks a day, those of stable and of the canary, as somebody said or as the files with the most of them have it. */
  readonly perDay: number;
  /** What records say of each metric that is judged by them. */
  readonly seen: ReadonlyMap<string, SeenMetric>;
}
export interface SeenMetric {
  readonly perDay: number;
  /** The share of tasks that failed by it; absent where none tells. */
  readonly failing?: number;
  /** Numbers of tasks that it compares, at most `MOST_KEPT` of them. */
  readonly values: readonly number[];
}

/** What is longer ago says little of what comes. */
const RECENT = 14 * 86_400_000;
const DAY = 86_400_000;
const MOST_KEPT = 2000;

/** Takes tasks of some files one after the other, and says what those of the last fourteen days come to. */
export interface TrafficCount {
  readonly take: (task: AnyTask) => void;
  /** Undefined where they do not reach back a whole day: nights are no mornings. */
  readonly seen: () => ReadonlyMap<string, SeenMetric> | undefined;
}

/**
 * Tasks that never see the canary, or say that they were elsewhere, do not count; what a canary did says nothing of
 * stable.
 */
export function countTraffic(
  metrics: ReadonlyMap<string, WrittenMetric>,
  { name: environment, exclude }: Pick<Plan["environments"][number], "name" | "exclude">,
  now: Instant,
  conditions: ReturnType<typeof openTaskConditions>,
): TrafficCount {
  const each = [...metrics].map(([name, metric]) => {
    const asked = askedOf(name, metric);
    return { name, asked, fails: failureOf(asked, conditions), told: 0, failed: 0, values: [] as number[] };
  });
  let tasks = 0;
  let first = now;
  return {
    take: ({ at, task }) => {
      const { environment: where = environment } = task;
      if (at < now - RECENT || at > now || where !== environment || isExcluded(task, exclude)) return;
      tasks += 1;
      first = Math.min(first, at);
      if (task["variant"] === "canary") return;
      for (const one of each) {
        const failed = one.fails(task);
        if (failed !== undefined) one.told += 1;
        if (failed === true) one.failed += 1;
        const value = taskNumber(task, one.asked.of);
        if (value !== undefined && one.values.length < MOST_KEPT) one.values.push(value);
      }
    },
    seen: () => {
      const span: Span = now - first;
      if (span < DAY) return undefined;
      const perDay = tasks / (span / DAY);
      return new Map(
        each.map(({ name, told, failed, values }) => [
          name,
          { perDay, values, ...(told > 0 && { failing: failed / told }) },
        ]),
      );
    },
  };
}

const isExcluded = (task: AnyTask["task"], exclude: Readonly<Record<string, readonly string[]>>): boolean =>
  Object.entries(exclude).some(([property, classes]) => {
    const value = Object.hasOwn(task, property) ? task[property] : undefined;
    return typeof value === "string" && classes.includes(value);
  });
