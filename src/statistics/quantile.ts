import { binomialAtMost } from "./binomial.ts";

/**
 * The value below which that share of the others lie, by nearest rank: one of the values, never something between them.
 * Throws RangeError where there are none.
 */
export const quantile = (values: readonly number[], share: number): number =>
  quantileOfSorted(
    values.toSorted((one, other) => one - other),
    share,
  );

/** The same of values in their order. */
export function quantileOfSorted(sorted: readonly number[], share: number): number {
  const found = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  if (found === undefined) throw new RangeError("Of nothing there is no quantile.");
  return found;
}

/** The value in the middle, or what lies halfway between two that are. Throws RangeError where there are none. */
export const medianOfSorted = (sorted: readonly number[]): number =>
  (quantileOfSorted(sorted, 0.5) + (sorted[sorted.length >> 1] ?? 0)) / 2;

/** Half of what an interval at 95 % leaves out. */
const TAIL = 0.025;

/**
 * Between which of the values, in their order, that quantile of what they were drawn from lies, at 95 %, whatever its
 * form; an end that so few values do not have is absent. As many as `drawn` of them are taken to be independent.
 * Conover, "Practical Nonparametric Statistics", 3rd edition (1999), section 3.2.
 */
export function quantileInterval(
  sorted: readonly number[],
  share: number,
  drawn = sorted.length,
): { readonly low?: number; readonly high?: number } {
  const trials = Math.round(drawn);
  const below = countWhere(trials, (count) => binomialAtMost(count, trials, share) <= TAIL);
  const notAbove = countWhere(trials, (count) => binomialAtMost(count, trials, share) < 1 - TAIL);
  const at = (rank: number): number | undefined => sorted[Math.floor((rank * sorted.length) / Math.max(1, trials))];
  const low = below === 0 ? undefined : at(below - 1);
  const high = at(notAbove);
  return { ...(low !== undefined && { low }), ...(high !== undefined && { high }) };
}

/** For how many of 0, 1, 2, … it holds, where it holds for the first ones and for no later one. */
function countWhere(most: number, holds: (count: number) => boolean): number {
  let [from, to] = [0, most];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (holds(middle)) from = middle + 1;
    else to = middle;
  }
  return from;
}
