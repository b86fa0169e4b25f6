import { wilson } from "../../statistics/wilson.ts";

export type ShareVerdict = "pass" | "fail" | "inconclusive";

/** What so many successes say of a share that has to be reached: only an interval wholly on one side decides. */
export function decide(successes: number, trials: number, target: number): ShareVerdict {
  const { low, high } = wilson(successes, trials);
  return low >= target ? "pass" : high < target ? "fail" : "inconclusive";
}

/** Nobody writes more. */
const MOST = 2000;

/** How many trials would decide if the share stayed as it is; undefined where it is too near to the target. */
export function trialsNeeded(successes: number, trials: number, target: number): number | undefined {
  for (let count = Math.max(trials, 1); count <= MOST; count += 1)
    if (decide(Math.round((successes / trials) * count), count, target) !== "inconclusive") return count;
  return undefined;
}

/** A share in whole percent, as messages and tables tell it. */
export const percent = (share: number): number => Math.round(100 * share);
