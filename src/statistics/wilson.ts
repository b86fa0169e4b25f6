import { NORMAL } from "./student.ts";

/** The share that lies behind so many successes: both ends of an interval. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * Wilson's score interval for a share, at 95 %, between 0 and 1. Of no trial nothing is known. Throws RangeError for
 * counts that cannot be. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22
 * (1927), 209–212.
 */
export function wilson(successes: number, trials: number): Interval {
  if (!Number.isInteger(successes) || !Number.isInteger(trials) || successes < 0 || successes > trials)
    throw new RangeError(`${successes} of ${trials} is no count.`);
  if (trials === 0) return { low: 0, high: 1 };
  const share = successes / trials;
  const square = NORMAL * NORMAL;
  const centre = share + square / (2 * trials);
  const spread = NORMAL * Math.sqrt((share * (1 - share) + square / (4 * trials)) / trials);
  const whole = 1 + square / trials;
  return { low: Math.max(0, (centre - spread) / whole), high: Math.min(1, (centre + spread) / whole) };
}
