import { binomialAtMost } from "./binomial.ts";
import { sortedBetween } from "./sorted-between.ts";
import { NORMAL } from "./student.ts";

/**
 * The value below which that share of the others lie, by nearest rank: one of the values, never something between them.
 * Throws RangeError where there are none.
 */
export const quantile = (values: readonly number[], share: number): number => quantileOfSorted(sorted(values), share);

/** Numbers in their order: without a function that compares two, which takes several times as long. */
export const sorted = (values: Iterable<number>): Float64Array => new Float64Array(values).sort();

/** The same of values in their order. */
export function quantileOfSorted(values: ArrayLike<number>, share: number): number {
  const found = values[Math.max(0, Math.ceil(share * values.length) - 1)];
  if (found === undefined) throw new RangeError("Of nothing there is no quantile.");
  return found;
}

/** The value in the middle, or what lies halfway between two that are. Throws RangeError where there are none. */
export const medianOfSorted = (values: ArrayLike<number>): number =>
  (quantileOfSorted(values, 0.5) + (values[values.length >> 1] ?? 0)) / 2;

/** The same of values in any order, with the interval in which it lies. Throws RangeError where there are none. */
export function medianOf(values: ArrayLike<number>): {
  readonly value: number;
  readonly low?: number;
  readonly high?: number;
} {
  const [below, notAbove] = ranks(values.length, 0.5);
  const inOrder = sortedBetween(new Float64Array(values), Math.max(0, below - 1), notAbove + 1);
  return { value: medianOfSorted(inOrder), ...quantileInterval(inOrder, 0.5) };
}

/** Half of what an interval at 95 % leaves out. */
const TAIL = 0.025;

/**
 * Between which of the values, in their order, that quantile of what they were drawn from lies, at 95 %, whatever its
 * form; an end that so few values do not have is absent. As many as `drawn` of them are taken to be independent.
 * Conover, "Practical Nonparametric Statistics", 3rd edition (1999), section 3.2.
 */
export function quantileInterval(
  values: ArrayLike<number>,
  share: number,
  drawn = values.length,
): { readonly low?: number; readonly high?: number } {
  const trials = Math.round(drawn);
  if (trials === 0) return {};
  const [below, notAbove] = ranks(trials, share);
  const at = (rank: number): number | undefined => values[Math.floor((rank * values.length) / trials)];
  const low = below === 0 ? undefined : at(below - 1);
  const high = at(notAbove);
  return { ...(low !== undefined && { low }), ...(high !== undefined && { high }) };
}

/** Of more the binomial distribution is as good as normal, and takes long to sum up. */
const MANY = 10_000;

/** How many of 0, 1, 2, … of the values lie below, or not above, with no more than half of what is left out. */
function ranks(trials: number, share: number): readonly [number, number] {
  if (trials <= MANY)
    return [
      countWhere(trials, (count) => binomialAtMost(count, trials, share) <= TAIL),
      countWhere(trials, (count) => binomialAtMost(count, trials, share) < 1 - TAIL),
    ];
  const spread = NORMAL * Math.sqrt(trials * share * (1 - share));
  return [Math.max(0, Math.floor(trials * share - spread)), Math.min(trials, Math.ceil(trials * share + spread))];
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
