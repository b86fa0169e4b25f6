import { meanOfBets } from "./bets.ts";
import { after, type BeyondLimit, beyondLimit } from "./beyond-limit.ts";
import { binomialAtMost } from "./binomial.ts";

/** How many of so many trials have to fail before `beyondLimit` calls a limit broken, by the number of trials. */
export interface EnoughFailures {
  readonly limit: number;
  readonly alpha: number;
  /** Infinity where not even all of them would be enough. */
  readonly by: readonly number[];
}

/**
 * What is known then depends on the numbers alone, and not on the order: each trial that passes makes it less, each
 * that fails makes it more. So the boundary only rises, and is followed by asking the test itself, at most twice a
 * trial.
 */
export function enoughFailures(limit: number, alpha: number, trials: number): EnoughFailures {
  const isEnough = (state: BeyondLimit): boolean => evidenceOf(state) >= 1 / alpha;
  const by = [Infinity];
  let at = beyondLimit(limit);
  while (by.length <= trials && !isEnough(at)) {
    at = after(at, [true]);
    by.push(isEnough(at) ? at.failures : Infinity);
  }
  while (by.length <= trials) {
    const passing = after(at, [false]);
    at = isEnough(passing) ? passing : after(at, [true]);
    by.push(at.failures);
  }
  return { limit, alpha, by };
}

/** How much the trials so far say, without what was said before them. */
const evidenceOf = ({ ratios }: BeyondLimit): number => meanOfBets(ratios);

/**
 * The chance that a limit is called broken within so many trials, with a look after each, where each fails with this
 * chance. Exact: the chances of every number of failures are carried from trial to trial, without those that were
 * enough.
 */
export function chanceBeyond({ by }: EnoughFailures, trials: number, failing: number): number {
  let going = Float64Array.of(1);
  let found = 0;
  for (let trial = 1; trial <= trials; trial += 1) {
    const enough = by[trial] ?? Infinity;
    const next = new Float64Array(Math.min(going.length + 1, enough));
    for (let failures = 0; failures <= going.length; failures += 1) {
      const chance = (going[failures] ?? 0) * (1 - failing) + (failures > 0 ? (going[failures - 1] ?? 0) * failing : 0);
      if (failures < enough) next[failures] = chance;
      else found += chance;
    }
    going = next;
  }
  return Math.min(1, found);
}

/** As few trials as can show, without a failure, that a limit is kept: 59 for one of 5 %. */
export function leastToPass(limit: number, alpha: number): number {
  if (limit <= 0) return Infinity;
  let least = Math.max(1, Math.floor(Math.log(alpha) / Math.log(1 - limit)) - 1);
  while (binomialAtMost(0, least, limit) > alpha) least += 1;
  return least;
}

/** As many of so many trials may fail, and a limit still passes; −1 where none may. */
export function mostToPass(limit: number, alpha: number, trials: number): number {
  let [passes, fails] = [-1, trials];
  while (fails - passes > 1) {
    const middle = (passes + fails) >> 1;
    if (binomialAtMost(middle, trials, limit) <= alpha) passes = middle;
    else fails = middle;
  }
  return passes;
}
