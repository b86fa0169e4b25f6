import { expect, test } from "vitest";
import { binomialTerms } from "../../../src/statistics/binomial.ts";
import { differenceOf } from "../../../src/statistics/difference.ts";

const of = (successes: number, trials: number, others: number, ofOthers: number, alpha = 0.05) =>
  differenceOf({ successes, trials }, { successes: others, trials: ofOthers }, alpha);

test.each([1, 5, 58, 59, 300])("%i of as many against as many: what is left unseen is alpha's root", (count) => {
  // All succeed with a chance of (1 − d)^n where the second always does, and d is lost: it is alpha at d = 1 − alpha^(1/n).
  const lost = 1 - 0.05 ** (1 / count);
  const { low, high } = of(count, count, count, count);
  expect([low, high]).toEqual([expect.closeTo(-lost, 5), expect.closeTo(lost, 5)]);
});

test("59 runs without a miss say that no more than five points are lost, and 58 do not", () => {
  expect([of(58, 58, 58, 58).low > -0.05, of(59, 59, 59, 59).low > -0.05]).toEqual([false, true]);
});

test.each([1, 2, 3, 5])("none of %i where all were", (count) => {
  // No other outcome is as extreme: ((1 − d) / 2)^2n, at shares that lie evenly about one half, is alpha.
  const most = 1 - 2 * 0.05 ** (1 / (2 * count));
  expect(of(0, count, count, count).high).toBeCloseTo(most, 4);
});

test("of no trial nothing is known", () => {
  expect([of(0, 0, 5, 5), of(5, 5, 0, 0)]).toEqual([
    { low: -1, high: 1 },
    { low: -1, high: 1 },
  ]);
});

test("the other way round it is the other way round", () => {
  const [one, other] = [of(7, 9, 11, 20), of(11, 20, 7, 9)];
  expect([one.low, one.high]).toEqual([-other.high, -other.low]);
});

const known = new Map<string, number>();
function lowOf(...counts: readonly [number, number, number, number, number]): number {
  const key = counts.join();
  const low = known.get(key) ?? of(...counts).low;
  known.set(key, low);
  return low;
}

/** How often the lower end lies above the truth, at these shares. */
function errors(trials: number, others: number, share: number, other: number, alpha: number): number {
  const [one, two] = [binomialTerms(trials, share), binomialTerms(others, other)];
  let sum = 0;
  for (let successes = 0; successes <= trials; successes += 1)
    for (let count = 0; count <= others; count += 1) {
      const chance = (one[successes] ?? 0) * (two[count] ?? 0);
      if (chance > 1e-9 && lowOf(successes, trials, count, others, alpha) > share - other + 1e-9) sum += chance;
    }
  return sum;
}

test.each([
  [1, 1, 0.05],
  [2, 3, 0.05],
  [5, 5, 0.05],
  [6, 3, 0.1],
])("of %i runs against %i no end is wrong more often than alpha, whatever the shares", (trials, others, alpha) => {
  for (const margin of [0.05, 0.3, 0.5])
    for (const other of [margin, 0.537, 0.6, 0.75, 0.9, 0.958, 1].filter((one) => one >= margin))
      expect(errors(trials, others, other - margin, other, alpha)).toBeLessThanOrEqual(alpha + 1e-3);
});

test("counts that cannot be, and chances that are none, are refused", () => {
  expect(() => of(6, 5, 1, 1)).toThrow(RangeError);
  expect(() => of(1, 1, 1, 1, 0)).toThrow(RangeError);
});
