import { type Trials, differenceOf } from "./difference.ts";
import type { Interval } from "./wilson.ts";

/** By how much something may be worse than what it is compared with, and how often that may be said wrongly. */
export interface Allowed {
  /** A share, such as 0.05 for five points. */
  readonly margin: number;
  readonly alpha: number;
}

/** `not-worse`: by no more than the margin; `worse`: by more; `undecided`: too little says either. */
export type NonInferiority = "not-worse" | "worse" | "undecided";

/** What was counted now, and of what it is held to. */
export interface Held {
  readonly now: Trials;
  readonly reference: Trials;
}

export interface Compared {
  readonly comparison: NonInferiority;
  /** Of the difference of the shares, now less reference. */
  readonly interval: Interval;
}

/** Whether the share of now is not worse than that of the reference, beyond the margin. */
function compare({ now, reference }: Held, { margin, alpha }: Allowed): Compared {
  const interval = differenceOf(now, reference, alpha);
  const comparison = interval.low > -margin ? "not-worse" : interval.high < -margin ? "worse" : "undecided";
  return { comparison, interval };
}

/**
 * Each case by itself, and all of them together. Together they are worse where one of them is, whatever the others make
 * of it; where nothing is, the sums decide: few of a case can be too few to say anything, and enough together.
 */
export function compareAll(
  cases: readonly Held[],
  allowed: Allowed,
): { readonly each: readonly Compared[]; readonly sum: Held; readonly together: Compared } {
  // Most cases of a set have the same counts, and each comparison takes some 10 ms.
  const known = new Map<string, Compared>();
  const each = cases.map((one) => {
    const key = [one.now, one.reference].map(({ successes, trials }) => `${successes}/${trials}`).join();
    const compared = known.get(key) ?? compare(one, allowed);
    known.set(key, compared);
    return compared;
  });
  const sum = { now: sumOf(cases.map(({ now }) => now)), reference: sumOf(cases.map(({ reference }) => reference)) };
  const whole = compare(sum, allowed);
  const isWorse = each.some(({ comparison }) => comparison === "worse");
  return { each, sum, together: isWorse ? { ...whole, comparison: "worse" } : whole };
}

const sumOf = (all: readonly Trials[]): Trials => ({
  successes: all.reduce((sum, { successes }) => sum + successes, 0),
  trials: all.reduce((sum, { trials }) => sum + trials, 0),
});

/** As many runs without a miss, against as many of the reference, say that it is not worse. */
export const fewestRuns = ({ margin, alpha }: Allowed): number =>
  Math.floor(Math.log(alpha) / Math.log(1 - margin)) + 1;
