import { after, beyondLimit } from "../../statistics/beyond-limit.ts";
import { binomialAtMost } from "../../statistics/binomial.ts";
import { compareRanks } from "../../statistics/compare-ranks.ts";
import { compareShares } from "../../statistics/compare-shares.ts";
import { wilson } from "../../statistics/wilson.ts";
import type { MetricVerdict } from "../reconcile/evidence.ts";
import type { Instant } from "../state.ts";
import { type MetricAsked, noData, inPercent } from "./measurement.ts";
import { openTaskConditions, type TaskCondition } from "./task-conditions.ts";
import type { TaskRecord } from "./task-record.ts";

/** Takes tasks one after the other, and says what they come to. */
export interface TaskJudge {
  readonly take: (record: TaskRecord) => void;
  readonly verdict: (now: Instant) => MetricVerdict;
}

/** Fewer on either side are no comparison. */
const LEAST = 20;

/**
 * Judges a metric task by task, by a test that stays honest however often it is looked at: a limit by what failed
 * against it, a comparison by blocks of tasks of the canary and of stable from the same time.
 */
export function judgeTasks(asked: MetricAsked, weight: number, conditions = openTaskConditions()): TaskJudge {
  const failed = failureOf(asked, conditions);
  if (asked.method === "sequential") return againstLimit(asked, failed);
  // As the tasks are dealt: chosen by the weight, and not by what came of it.
  const ratio = Math.max(1, Math.round((100 - weight) / Math.max(1, weight)));
  return asked.method === "mannWhitney" ? byRanks(asked, ratio) : byShares(asked, failed, ratio);
}

/** Whether a task failed; undefined where it does not tell. */
function failureOf(
  { successWhen, of, max }: MetricAsked,
  conditions: ReturnType<typeof openTaskConditions>,
): TaskCondition {
  if (successWhen !== undefined) {
    const succeeded = conditions(successWhen);
    return (task) => {
      const found = succeeded(task);
      return found === undefined ? undefined : !found;
    };
  }
  return (task) => {
    const value = numberOf(task, of);
    return value === undefined || max === undefined ? undefined : value > max;
  };
}

function numberOf(task: TaskRecord["task"], name: string | undefined): number | undefined {
  const value = name !== undefined && Object.hasOwn(task, name) ? task[name] : undefined;
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

function againstLimit(asked: MetricAsked, failed: TaskCondition): TaskJudge {
  const { alpha, min, quantile } = asked;
  const limit = 1 - (min ?? quantile ?? 0.95);
  const outcomes: boolean[] = [];
  let silent = 0;
  return {
    take: ({ variant, task }) => {
      if (variant !== "canary") return;
      const found = failed(task);
      if (found === undefined) silent += 1;
      else outcomes.push(found);
    },
    verdict: (at) => {
      const { failures, trials, most } = after(beyondLimit(limit), outcomes);
      if (trials === 0) return noData(asked, at, silent > 0 ? `${silent} tasks do not tell` : "no task of the canary");
      const { low, high } = wilson(failures, trials);
      const says = `${failures} of ${trials} fail (${inPercent(low)} to ${inPercent(high)}), at most ${inPercent(limit)} may${silent > 0 ? `; ${silent} do not tell` : ""}`;
      if (most >= 1 / alpha)
        return { verdict: "fail", at, why: `${says}: e-value ${most.toPrecision(3)} of ${1 / alpha}` };
      const chance = binomialAtMost(failures, trials, limit);
      return chance <= alpha
        ? { verdict: "pass", at, why: `${says}: as few by chance ${chance.toPrecision(2)}` }
        : { verdict: "inconclusive", at, why: `${says}: too few tasks to tell` };
    },
  };
}

function byShares(asked: MetricAsked, failed: TaskCondition, ratio: number): TaskJudge {
  const outcomes = { canary: [] as boolean[], stable: [] as boolean[] };
  return {
    take: ({ variant, task }) => {
      const found = failed(task);
      if (found !== undefined) outcomes[variant].push(found);
    },
    verdict: (at) => {
      const { canary, stable } = outcomes;
      const few = tooFew(asked, at, canary.length, stable.length);
      if (few) return few;
      const [own, others] = [shareOf(canary), shareOf(stable)];
      const { most, blocks } = compareShares(canary, stable, ratio);
      const says = `${inPercent(own)} of ${canary.length} fail, of stable ${inPercent(others)} of ${stable.length}`;
      return compared(asked, at, { most, blocks, says, worse: own > others * asked.allowedIncrease });
    },
  };
}

function byRanks(asked: MetricAsked, ratio: number): TaskJudge {
  const values = { canary: [] as number[], stable: [] as number[] };
  const sign = asked.direction === "decrease" ? -1 : 1;
  return {
    take: ({ variant, task }) => {
      const value = numberOf(task, asked.of);
      if (value !== undefined) values[variant].push(sign * value);
    },
    verdict: (at) => {
      const { canary, stable } = values;
      const few = tooFew(asked, at, canary.length, stable.length);
      if (few) return few;
      const [own, others] = [median(canary) * sign, median(stable) * sign];
      const { most, blocks } = compareRanks(canary, stable, ratio);
      const says = `the median of ${asked.of} is ${own} of ${canary.length}, of stable ${others} of ${stable.length}`;
      const worse = sign > 0 ? own > others * asked.allowedIncrease : own < others / asked.allowedIncrease;
      return compared(asked, at, { most, blocks, says, worse });
    },
  };
}

function tooFew(asked: MetricAsked, at: Instant, canary: number, stable: number): MetricVerdict | undefined {
  if (canary === 0) return noData(asked, at, "no task of the canary");
  if (canary >= LEAST && stable >= LEAST) return undefined;
  return {
    verdict: "inconclusive",
    at,
    why: `${canary} tasks, and ${stable} of stable: a comparison takes ${LEAST} of each`,
  };
}

interface Compared {
  readonly most: number;
  readonly blocks: number;
  readonly says: string;
  /** By more than is allowed, as it looks. */
  readonly worse: boolean;
}

/** Both conditions, as Kayenta has them: it is no chance, and it is more than is allowed. */
function compared({ alpha }: MetricAsked, at: Instant, { most, blocks, says, worse }: Compared): MetricVerdict {
  const value = `e-value ${most.toPrecision(3)} of ${1 / alpha} in ${blocks} blocks`;
  if (most >= 1 / alpha && worse) return { verdict: "fail", at, why: `${says}: ${value}` };
  return { verdict: "pass", at, why: `${says}: no difference that this many tasks show (${value})` };
}

const shareOf = (outcomes: readonly boolean[]): number => outcomes.filter(Boolean).length / outcomes.length;

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return ((sorted[(sorted.length - 1) >> 1] ?? 0) + (sorted[sorted.length >> 1] ?? 0)) / 2;
}
