import { binomialAtMost } from "../../statistics/binomial.ts";
import { rankFinder, shareFinder } from "../../statistics/foresee-comparison.ts";
import { chanceBeyond, enoughFailures, leastToPass, mostToPass } from "../../statistics/foresee-limit.ts";
import { smallestFound } from "../../statistics/smallest-found.ts";
import { blockSize, LEAST_COMPARED } from "../analysis/judge-tasks.ts";
import { judgeValue } from "../analysis/judge-value.ts";
import { inPercent, mayFail, type MetricAsked } from "../analysis/measurement.ts";
import type { Percent } from "../plan.ts";
import type { SeenMetric } from "./traffic.ts";

/** What a metric can tell by a number of tasks of the canary. */
export interface ForeseenMetric {
  /** The smallest difference that it finds in eight of ten rollouts. */
  readonly finds: string;
  /** The chance that a release as good as stable passes; absent where nobody knows how good that is. */
  readonly passes?: number;
}

export interface Sample {
  readonly tasks: number;
  readonly weight: Percent;
  readonly seen?: SeenMetric | undefined;
}

/** How much may still be computed: whoever wrote the plan says how many metrics and steps there are. */
export interface Effort {
  computed: number;
  simulated: number;
}
/** For all plans of a run: a few seconds at most. */
export const openEffort = (): Effort => ({ computed: 200, simulated: 20 });

/** More than these say no less: what they find is found by more as well. */
const MOST_TRIALS = 4000;
const MOST_COMPARED = 200;
/** Drawn once for each of the runs of a simulation. */
const MOST_DRAWN = 4000;
const TO_PERCENT = 0.001;
const ALL_BUT_ALL = 0.999;
const MOST_TIMES = 20;
/** Where nobody knows how often stable fails. */
const ASSUMED = 0.05;

/**
 * As many tasks of the canary it takes to say that all is well; Infinity where no number is enough. Undefined of a
 * metric that is not judged by tasks.
 */
export function leastTasks(asked: MetricAsked, count: string | undefined, weight: Percent): number | undefined {
  if (count !== undefined) return 1;
  if (asked.method === "threshold") return undefined;
  if (asked.method === "sequential") return leastToPass(mayFail(asked), asked.alpha);
  if (weight >= 100) return Infinity;
  return Math.max(LEAST_COMPARED, Math.ceil((LEAST_COMPARED * weight) / (100 - weight)));
}

/**
 * What it finds by the very test that is going to judge it, computed where that is possible and simulated where it is
 * not. Undefined of a metric that is not judged by tasks.
 */
export function foreseeMetric(
  asked: MetricAsked,
  count: string | undefined,
  sample: Sample,
  effort: Effort,
): ForeseenMetric | undefined {
  if (count === undefined && asked.method === "threshold") return undefined;
  const isCompared = count === undefined && asked.method !== "sequential";
  if (effort[isCompared ? "simulated" : "computed"] <= 0) return { finds: TOO_MANY };
  effort[isCompared ? "simulated" : "computed"] -= 1;
  if (count !== undefined) return ofCount(asked, sample);
  if (asked.method === "sequential") return ofLimit(asked, sample);
  return asked.method === "fisher" ? ofShares(asked, sample) : ofRanks(asked, sample);
}

const TOO_MANY = "not computed: there are too many metrics";
const NOTHING = "nothing: too few tasks";
const NO_STABLE = "nothing: no task is given stable to compare with";

function ofLimit(asked: MetricAsked, { tasks, seen }: Sample): ForeseenMetric {
  const { alpha } = asked;
  const limit = mayFail(asked);
  const trials = Math.min(tasks, MOST_TRIALS);
  const enough = enoughFailures(limit, alpha, trials);
  const found = smallestFound([limit, 1], TO_PERCENT, (failing) => chanceBeyond(enough, trials, failing));
  const beyond = asked.successWhen === undefined ? `beyond ${asked.max}` : "failing";
  const passing = mostToPass(limit, alpha, tasks);
  return {
    finds: found === undefined ? NOTHING : `${inPercent(found)} ${beyond} (${inPercent(limit)} may)`,
    ...(seen?.failing !== undefined && { passes: passing < 0 ? 0 : binomialAtMost(passing, tasks, seen.failing) }),
  };
}

/** A number of tasks of which something holds: the first number that is called a failure has to come up. */
function ofCount(asked: MetricAsked, { tasks }: Sample): ForeseenMetric {
  const isWrong = (found: number): boolean =>
    judgeValue(asked, { is: "values", values: [found] }, 0).verdict === "fail";
  const failing = Array.from({ length: Math.min(tasks, MOST_COMPARED) + 1 }, (_, index) => index).find(isWrong);
  const share =
    failing === undefined || failing === 0
      ? undefined
      : smallestFound([0, 1], TO_PERCENT / 10, (chance) => 1 - binomialAtMost(failing - 1, tasks, chance));
  return {
    finds: share === undefined ? NOTHING : `what holds of ${inPercent(share)} of the tasks`,
  };
}

/** So many of the canary, and of stable as many as are dealt meanwhile. */
function comparable(tasks: number, weight: Percent) {
  const ratio = (100 - weight) / Math.max(1, weight);
  const own = Math.min(tasks, MOST_COMPARED, Math.floor(MOST_DRAWN / ratio));
  return { tasks: own, others: Math.round(own * ratio), least: blockSize(weight) };
}

function ofShares({ alpha, allowedIncrease }: MetricAsked, { tasks, weight, seen }: Sample): ForeseenMetric {
  const stable = seen?.failing ?? ASSUMED;
  return compared(tasks, weight, () => {
    const finder = shareFinder({ ...comparable(tasks, weight), alpha, allowedIncrease }, stable);
    const found = smallestFound([stable, ALL_BUT_ALL], TO_PERCENT, finder);
    const basis = seen?.failing === undefined ? "as is assumed" : "as it did";
    return found === undefined
      ? NOTHING
      : `${inPercent(found)} failing, where stable fails ${inPercent(stable)} ${basis}`;
  });
}

function ofRanks(
  { alpha, allowedIncrease, of, direction }: MetricAsked,
  { tasks, weight, seen }: Sample,
): ForeseenMetric {
  const values = seen?.values ?? [];
  const worse = direction === "decrease" ? "less" : "more";
  return compared(tasks, weight, () => {
    if (values.length < LEAST_COMPARED) return `not known: no record has ${of}`;
    const finder = rankFinder({ ...comparable(tasks, weight), alpha, allowedIncrease }, values, worse);
    const found = smallestFound([1, MOST_TIMES], 0.01, finder);
    if (found === undefined) return NOTHING;
    return `${found.toFixed(1)} times ${worse === "less" ? "less" : "as much"} ${of}`;
  });
}

function compared(tasks: number, weight: Percent, finds: () => string): ForeseenMetric {
  if (weight >= 100) return { finds: NO_STABLE };
  const stable = (tasks * (100 - weight)) / Math.max(1, weight);
  return { finds: tasks < LEAST_COMPARED || stable < LEAST_COMPARED ? NOTHING : finds() };
}
