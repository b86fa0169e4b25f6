import { expect, test } from "vitest";
import { seeded } from "../../support/seeded.ts";
import { medianOf, quantile, quantileInterval, sorted } from "../../../src/statistics/quantile.ts";
import { sortedBetween } from "../../../src/statistics/sorted-between.ts";

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

// Of an even number the median lies halfway between two; the intervals are those above.
test.each([
  [[3], { value: 3 }],
  [[4, 1], { value: 2.5 }],
  [upTo(20).toReversed(), { value: 10.5, low: 6, high: 15 }],
  [upTo(59).toReversed(), { value: 30, low: 22, high: 38 }],
])("the median of %j is %j", (values, found) => {
  expect(medianOf(values)).toEqual(found);
});

test("of many values those of a few places stand as if all were sorted, in whatever order they come", () => {
  const next = seeded(20_261_201);
  const orders: readonly ((index: number) => number)[] = [
    () => next(2 ** 32),
    () => next(3),
    (index) => index,
    (index) => -index,
    (index) => Math.abs(index - 2500),
    (index) => index % 71,
    () => 7,
  ];
  for (const order of orders) {
    const values = Float64Array.from({ length: 5000 }, (_, index) => order(index));
    const all = sorted(values);
    for (const [from, to] of [
      [0, 5000],
      [0, 1],
      [4999, 5000],
      [2429, 2571],
      [1200, 4100],
      [0, 6000],
    ] as const) {
      const found = sortedBetween(values.slice(), from, to);
      expect(found.subarray(from, to)).toEqual(all.subarray(from, to));
      expect(sorted(found.subarray(0, from))).toEqual(all.subarray(0, from));
      expect(sorted(found)).toEqual(all);
    }
  }
});

test("of nothing there is no quantile, and no interval", () => {
  expect(() => medianOf([])).toThrow(RangeError);
  expect(() => quantile([], 0.5)).toThrow(RangeError);
  expect(quantileInterval([], 0.5)).toEqual({});
});

test("values that resemble each other so much that they say less than one would have no interval", () => {
  expect(quantileInterval(upTo(5), 0.5, 0.4)).toEqual({});
});
