import { slope } from "../../statistics/slope.ts";
import type { BurnInLimit } from "../plan.ts";
import type { TrialRun } from "../state.ts";

const HOUR = 3_600_000;
/** A line through two runs is no growth yet. */
export const LEAST_RUNS_OF_GROWTH = 3;

/** Which limits the last run broke by itself: they are answered at once. */
export function brokenByRun(limits: readonly BurnInLimit[], readings: readonly TrialRun[]): readonly string[] {
  return limits.flatMap(({ of, max, min }) => {
    const value = readings.at(-1)?.values[of];
    if (value === undefined) return [];
    if (max !== undefined && value > max) return [`${of} is ${value}, and at most ${max} may be`];
    return min !== undefined && value < min ? [`${of} is ${value}, and at least ${min} has to be`] : [];
  });
}

/** Which numbers grew faster than they may, over all runs: that is known at the end. */
export function grownTooFast(limits: readonly BurnInLimit[], readings: readonly TrialRun[]): readonly string[] {
  return limits.flatMap(({ of, maxGrowth }) => {
    if (maxGrowth === undefined) return [];
    if (readings.length < LEAST_RUNS_OF_GROWTH) return [`${of} ran ${readings.length} times: too few to see it grow`];
    const begin = readings[0]?.at ?? 0;
    const points = readings.map(({ at, values }) => ({ at: (at - begin) / HOUR, value: values[of] ?? Number.NaN }));
    const growth = slope(points);
    return growth !== undefined && growth <= maxGrowth
      ? []
      : [`${of} grows by ${shown(growth)} an hour, and at most ${maxGrowth} may`];
  });
}

/** Three digits are as much as runs tell. */
const shown = (growth: number | undefined): string =>
  growth === undefined ? "nobody knows how much" : String(Number(growth.toPrecision(3)));
