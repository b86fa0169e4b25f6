import { withNoun } from "../../model/numbers.ts";
import { after, beyondLimit } from "../../statistics/beyond-limit.ts";
import { binomialAtMost } from "../../statistics/binomial.ts";
import type { Dealt } from "../../statistics/blocks.ts";
import { compareRanks } from "../../statistics/compare-ranks.ts";
import { compareShares } from "../../statistics/compare-shares.ts";
import { medianOf } from "../../statistics/quantile.ts";
import { wilson } from "../../statistics/wilson.ts";
import type { MetricVerdict } from "../reconcile/evidence.ts";
import type { Figure, Instant } from "../state.ts";
import { openBreaches } from "./breaches.ts";
import { inPercent, judged, mayFail, type MetricAsked, noData } from "./measurement.ts";
import { openTaskConditions, type TaskCondition } from "./task-conditions.ts";
import { taskNumber } from "./task-number.ts";
import { openTaskOrder } from "./task-order.ts";
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
  const least = blockSize(weight);
  return asked.method === "mannWhitney" ? byRanks(asked, least) : byShares(asked, failed, least);
}

/** Blocks of fewer would be of one side alone too often, which tells nothing. */
const SMALLEST = 8;

/** How many tasks make a block: as many as have one of either side, as they are dealt, and not by what came of it. */
export const blockSize = (weight: number): number =>
  Math.max(SMALLEST, Math.round(100 / Math.max(1, Math.min(weight, 100 - weight))));

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
  const outcomes = openTaskOrder();
  const breaches = openBreaches();
  let silent = 0;
  return {
    take: (record) => {
      if (record.variant !== "canary") return;
      const found = failed(record.task);
      if (found === undefined) silent += 1;
      else outcomes.take(record, Number(found));
      if (found === true) breaches.note(record);
    },
    verdict: (at) => {
      const { values } = outcomes.all();
      const { failures, trials, most } = after(beyondLimit(limit), values);
      if (trials === 0) return noData(asked, at, noTask(silent));
      const { low, high } = wilson(failures, trials);
      const figures = [{ name: "failed", value: failures / trials, n: trials, low, high }];
      const says = `${failures} of ${trials} fail (${inPercent(low)} to ${inPercent(high)}), at most ${inPercent(limit)} may${butFor(silent)}`;
      if (most >= 1 / alpha) {
        const why = `${says}: e-value ${most.toPrecision(3)} of ${1 / alpha}`;
        // The task with which it was enough: whoever looks into it begins there, however late the tick came.
        const since = outcomes.endedAt(after(beyondLimit(limit), values, 1 / alpha).trials - 1);
        return breaches.with({ ...judged(asked, at, "fail", why, figures), since: Math.min(since, at) });
      }
      const chance = binomialAtMost(failures, trials, limit);
      return chance <= alpha
        ? judged(asked, at, "pass", `${says}: as few by chance ${chance.toPrecision(2)}`, figures)
        : judged(asked, at, "inconclusive", `${says}: too few tasks to tell`, figures);
    },
  };
}

function byShares(asked: MetricAsked, failed: TaskCondition, least: number): TaskJudge {
  const outcomes = openTaskOrder();
  const breaches = openBreaches();
  let silent = 0;
  return {
    take: (record) => {
      const found = failed(record.task);
      if (found !== undefined) outcomes.take(record, Number(found));
      else if (record.variant === "canary") silent += 1;
      if (found === true && record.variant === "canary") breaches.note(record);
    },
    verdict: (at) => {
      const [own, others] = [shareOf("canary", outcomes.of("canary")), shareOf("stable", outcomes.of("stable"))];
      if (own.n === 0) return noData(asked, at, noTask(silent));
      const says = `${showShare(own)} fail, of stable ${showShare(others)}${butFor(silent)}`;
      const verdict = compared(asked, at, {
        ...compareShares(outcomes.all(), least),
        figures: [own, others],
        says,
        worse: own.value > others.value * asked.allowedIncrease,
      });
      return breaches.with(verdict);
    },
  };
}

function byRanks(asked: MetricAsked, least: number): TaskJudge {
  const values = openTaskOrder();
  let silent = 0;
  const sign = asked.direction === "decrease" ? -1 : 1;
  return {
    take: (record) => {
      const value = taskNumber(record.task, asked.of);
      if (value !== undefined) values.take(record, value);
      else if (record.variant === "canary") silent += 1;
    },
    verdict: (at) => {
      const [own, others] = [middleOf("canary", values.of("canary")), middleOf("stable", values.of("stable"))];
      if (own.n === 0) return noData(asked, at, noTask(silent));
      const says = `the median of ${asked.of} is ${showMedian(own)}, of stable ${showMedian(others)}${butFor(silent)}`;
      return compared(asked, at, {
        ...compareRanks(turned(values.all(), sign), least),
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
    const why = `${withNoun(canary.n, "task")}, and ${stable.n} of stable: a comparison takes ${LEAST_COMPARED} of each`;
    return judged(asked, at, "inconclusive", why, figures);
  }
  const { alpha } = asked;
  const value = `e-value ${most.toPrecision(3)} of ${1 / alpha} in ${blocks} blocks`;
  return most >= 1 / alpha && worse
    ? judged(asked, at, "fail", `${says}: ${value}`, figures)
    : judged(asked, at, "pass", `${says}: no difference that this many tasks show (${value})`, figures);
}

/** Of tasks of the canary that say nothing of what is asked, so many are left out of it. */
const butFor = (silent: number): string => (silent > 0 ? `; ${silent} do not tell` : "");
const noTask = (silent: number): string =>
  silent > 0 ? `${silent === 1 ? "1 task does" : `${silent} tasks do`} not tell` : "no task of the canary";

/** Where less is worse, all is turned round: more is worse again. */
const turned = ({ isFirst, values }: Dealt, sign: 1 | -1): Dealt =>
  sign === 1 ? { isFirst, values } : { isFirst, values: values.map((value) => -value) };

function shareOf(name: string, outcomes: Float64Array): Figure {
  const [failures, n] = [outcomes.reduce((sum, one) => sum + one, 0), outcomes.length];
  return { name, value: n === 0 ? 0 : failures / n, n, ...wilson(failures, n) };
}

const showShare = ({ value, n, low = 0, high = 1 }: Figure): string =>
  `${inPercent(value)} of ${n} (${inPercent(low)} to ${inPercent(high)})`;

function middleOf(name: string, values: Float64Array): Figure {
  const n = values.length;
  return n === 0 ? { name, value: 0, n } : { name, n, ...medianOf(values) };
}

const showMedian = ({ value, n, low, high }: Figure): string => `${value} of ${n} (${low ?? "?"} to ${high ?? "?"})`;
