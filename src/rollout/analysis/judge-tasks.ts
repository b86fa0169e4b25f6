import { after, beyondLimit } from "../../statistics/beyond-limit.ts";
import { binomialAtMost } from "../../statistics/binomial.ts";
import { compareRanks } from "../../statistics/compare-ranks.ts";
import { compareShares } from "../../statistics/compare-shares.ts";
import { medianOfSorted, quantileInterval, sorted } from "../../statistics/quantile.ts";
import { wilson } from "../../statistics/wilson.ts";
import type { MetricVerdict } from "../reconcile/evidence.ts";
import type { Figure, Instant } from "../state.ts";
import { openBreaches } from "./breaches.ts";
import { inPercent, judged, mayFail, type MetricAsked, noData } from "./measurement.ts";
import { openTaskConditions, type TaskCondition } from "./task-conditions.ts";
import { taskNumber } from "./task-number.ts";
import type { TaskRecord } from "./task-record.ts";

/** Takes tasks one after the other, and says what they come to. */
export interface TaskJudge {
  readonly take: (record: TaskRecord) => void;
  readonly verdict: (now: Instant) => MetricVerdict;
}

/** Fewer on either side are no comparison. */
export const LEAST_COMPARED = 20;

/**
 * Judges a metric task by task, by a test that stays honest however often it is looked at: a limit by what failed
 * against it, a comparison by blocks of tasks of the canary and of stable from the same time.
 */
export function judgeTasks(asked: MetricAsked, weight: number, conditions = openTaskConditions()): TaskJudge {
  const failed = failureOf(asked, conditions);
  if (asked.method === "sequential") return againstLimit(asked, failed);
  const ratio = blockRatio(weight);
  return asked.method === "mannWhitney" ? byRanks(asked, ratio) : byShares(asked, failed, ratio);
}

/** How many tasks of stable stand against one of the canary: as they are dealt, and not by what came of it. */
export const blockRatio = (weight: number): number => Math.max(1, Math.round((100 - weight) / Math.max(1, weight)));

/** Whether a task failed; undefined where it does not tell. */
export function failureOf(
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
    const value = taskNumber(task, of);
    return value === undefined || max === undefined ? undefined : value > max;
  };
}

function againstLimit(asked: MetricAsked, failed: TaskCondition): TaskJudge {
  const { alpha } = asked;
  const limit = mayFail(asked);
  const outcomes: boolean[] = [];
  const breaches = openBreaches();
  let silent = 0;
  return {
    take: (record) => {
      if (record.variant !== "canary") return;
      const found = failed(record.task);
      if (found === undefined) silent += 1;
      else outcomes.push(found);
      if (found === true) breaches.note(record);
    },
    verdict: (at) => {
      const { failures, trials, most } = after(beyondLimit(limit), outcomes);
      if (trials === 0) return noData(asked, at, silent > 0 ? `${silent} tasks do not tell` : "no task of the canary");
      const { low, high } = wilson(failures, trials);
      const figures = [{ name: "failed", value: failures / trials, n: trials, low, high }];
      const says = `${failures} of ${trials} fail (${inPercent(low)} to ${inPercent(high)}), at most ${inPercent(limit)} may${silent > 0 ? `; ${silent} do not tell` : ""}`;
      if (most >= 1 / alpha)
        return breaches.with(
          judged(asked, at, "fail", `${says}: e-value ${most.toPrecision(3)} of ${1 / alpha}`, figures),
        );
      const chance = binomialAtMost(failures, trials, limit);
      return chance <= alpha
        ? judged(asked, at, "pass", `${says}: as few by chance ${chance.toPrecision(2)}`, figures)
        : judged(asked, at, "inconclusive", `${says}: too few tasks to tell`, figures);
    },
  };
}

function byShares(asked: MetricAsked, failed: TaskCondition, ratio: number): TaskJudge {
  const outcomes = { canary: [] as boolean[], stable: [] as boolean[] };
  const breaches = openBreaches();
  return {
    take: (record) => {
      const found = failed(record.task);
      if (found !== undefined) outcomes[record.variant].push(found);
      if (found === true && record.variant === "canary") breaches.note(record);
    },
    verdict: (at) => {
      const { canary, stable } = outcomes;
      if (canary.length === 0) return noData(asked, at, "no task of the canary");
      const [own, others] = [shareOf("canary", canary), shareOf("stable", stable)];
      const says = `${showShare(own)} fail, of stable ${showShare(others)}`;
      const verdict = compared(asked, at, {
        ...compareShares(canary, stable, ratio),
        figures: [own, others],
        says,
        worse: own.value > others.value * asked.allowedIncrease,
      });
      return breaches.with(verdict);
    },
  };
}

function byRanks(asked: MetricAsked, ratio: number): TaskJudge {
  const values = { canary: [] as number[], stable: [] as number[] };
  const sign = asked.direction === "decrease" ? -1 : 1;
  return {
    take: ({ variant, task }) => {
      const value = taskNumber(task, asked.of);
      if (value !== undefined) values[variant].push(sign * value);
    },
    verdict: (at) => {
      const { canary, stable } = values;
      if (canary.length === 0) return noData(asked, at, "no task of the canary");
      const [own, others] = [medianOf("canary", canary, sign), medianOf("stable", stable, sign)];
      const says = `the median of ${asked.of} is ${showMedian(own)}, of stable ${showMedian(others)}`;
      return compared(asked, at, {
        ...compareRanks(canary, stable, ratio),
        figures: [own, others],
        says,
        worse:
          sign > 0
            ? own.value > others.value * asked.allowedIncrease
            : own.value < others.value / asked.allowedIncrease,
      });
    },
  };
}

interface Compared {
  readonly most: number;
  readonly blocks: number;
  /** Of the canary and of stable. */
  readonly figures: readonly [Figure, Figure];
  readonly says: string;
  /** By more than is allowed, as it looks. */
  readonly worse: boolean;
}

/** Both conditions, as Kayenta has them: it is no chance, and it is more than is allowed. */
function compared(asked: MetricAsked, at: Instant, { most, blocks, figures, says, worse }: Compared): MetricVerdict {
  const [canary, stable] = figures;
  if (canary.n < LEAST_COMPARED || stable.n < LEAST_COMPARED) {
    const why = `${canary.n} tasks, and ${stable.n} of stable: a comparison takes ${LEAST_COMPARED} of each`;
    return judged(asked, at, "inconclusive", why, figures);
  }
  const { alpha } = asked;
  const value = `e-value ${most.toPrecision(3)} of ${1 / alpha} in ${blocks} blocks`;
  return most >= 1 / alpha && worse
    ? judged(asked, at, "fail", `${says}: ${value}`, figures)
    : judged(asked, at, "pass", `${says}: no difference that this many tasks show (${value})`, figures);
}

function shareOf(name: string, outcomes: readonly boolean[]): Figure {
  const [failures, n] = [outcomes.filter(Boolean).length, outcomes.length];
  return { name, value: n === 0 ? 0 : failures / n, n, ...wilson(failures, n) };
}

const showShare = ({ value, n, low = 0, high = 1 }: Figure): string =>
  `${inPercent(value)} of ${n} (${inPercent(low)} to ${inPercent(high)})`;

/** Of values that were turned round where less is worse: the figure has them as they are. */
function medianOf(name: string, values: readonly number[], sign: 1 | -1): Figure {
  const inOrder = sorted(sign > 0 ? values : values.map((one) => -one));
  const n = inOrder.length;
  return { name, value: n === 0 ? 0 : medianOfSorted(inOrder), n, ...quantileInterval(inOrder, 0.5) };
}

const showMedian = ({ value, n, low, high }: Figure): string => `${value} of ${n} (${low ?? "?"} to ${high ?? "?"})`;
