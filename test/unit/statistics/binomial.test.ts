import { expect, test } from "vitest";
import { binomialAtMost } from "../../../src/statistics/binomial.ts";

// SciPy 1.17.1's stats.binom.cdf.
test.each([
  [0, 59, 0.05, 0.04849452524942322],
  [0, 58, 0.05, 0.05104686868360339],
  [3, 100, 0.05, 0.2578386591160152],
  [50, 100, 0.5, 0.5397946186935889],
  [12, 40, 0.1, 0.9999115523877465],
  [0, 0, 0.3, 1],
  [999, 100_000, 0.01, 0.4957313120278895],
])("at most %i of %i, each failing with %f", (failures, trials, chance, expected) => {
  expect(binomialAtMost(failures, trials, chance) / expected).toBeCloseTo(1, 9);
});

test("what cannot be is refused", () => {
  expect(() => binomialAtMost(3, 2, 0.1)).toThrow(RangeError);
  expect(() => binomialAtMost(1, 2, 1.1)).toThrow(RangeError);
  expect([binomialAtMost(1, 2, 0), binomialAtMost(1, 2, 1), binomialAtMost(2, 2, 1)]).toEqual([1, 0, 1]);
});
