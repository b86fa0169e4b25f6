import { expect, test } from "vitest";
import { quantile, quantileInterval } from "../../../src/statistics/quantile.ts";

const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index + 1);

// R's quantile(x, p, type = 1), by Hyndman and Fan, "Sample quantiles in statistical packages" (1996): definition 1.
test.each([
  [[1, 2, 3, 4], 0.5, 2],
  [[4, 1, 3, 2, 5], 0.5, 3],
  [upTo(20), 0.95, 19],
  [upTo(21), 0.95, 20],
  [[7], 0, 7],
])("of %j the share %f lies at %i", (values, share, expected) => {
  expect(quantile(values, share)).toBe(expected);
});

// SciPy 1.17.1: stats.quantile_test(range(1, n + 1), p=p).confidence_interval(0.95); NaN where an end is missing.
test.each([
  [5, 0.5, {}],
  [20, 0.5, { low: 6, high: 15 }],
  [59, 0.5, { low: 22, high: 38 }],
  [100, 0.95, { low: 90, high: 100 }],
  [10, 0.95, { low: 8 }],
  [200, 0.9, { low: 171, high: 189 }],
  [100_000, 0.5, { low: 49_690, high: 50_311 }],
])("of 1 to %i, the quantile %f lies within %j", (count, share, interval) => {
  expect(quantileInterval(upTo(count), share)).toEqual(interval);
});

test("of nothing there is no quantile, and no interval", () => {
  expect(() => quantile([], 0.5)).toThrow(RangeError);
  expect(quantileInterval([], 0.5)).toEqual({});
});

test("values that resemble each other so much that they say less than one would have no interval", () => {
  expect(quantileInterval(upTo(5), 0.5, 0.4)).toEqual({});
});
