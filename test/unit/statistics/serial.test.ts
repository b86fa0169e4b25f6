import { expect, test } from "vitest";
import { growthOf, independent, meanOf, variationOf } from "../../../src/statistics/serial.ts";
import { student } from "../../../src/statistics/student.ts";
import { seeded } from "../../support/seeded.ts";

// R's qt(0.975, df), and SciPy 1.17.1's stats.t.ppf.
test.each([
  [3, 3.1824463],
  [4, 2.7764451],
  [5, 2.5705818],
  [10, 2.2281389],
  [30, 2.0422725],
  [100, 1.9839715],
])("Student's distribution with %i degrees of freedom has 2.5 %% beyond %f", (freedom, expected) => {
  expect((student(freedom) ?? 0) / expected).toBeCloseTo(1, 2);
});

// SciPy 1.17.1: stats.t.interval(0.95, 7, loc=mean, scale=stats.sem(values)); stats.variation(values, ddof=1).
test("a mean and a variation", () => {
  const values = [9, 11, 10, 12, 8, 13, 7, 10];
  expect(meanOf(values)).toEqual({ value: 10, low: expect.closeTo(8.32796, 3), high: expect.closeTo(11.67204, 3) });
  expect(variationOf(values)?.value).toBeCloseTo(0.2, 12);
  expect(variationOf([-1, 1])).toBeUndefined();
  expect(variationOf([5])).toBeUndefined();
  expect(() => meanOf([])).toThrow(RangeError);
  expect(meanOf([3])).toEqual({ value: 3 });
});

// SciPy 1.17.1: stats.linregress(range(8), values), the slope ± t.ppf(0.975, 6) of its stderr.
test("a slope", () => {
  const points = [3, 1, 5, 2, 6, 5, 9, 6].map((value, at) => ({ at, value, source: "" }));
  const { value, low, high } = growthOf(points) ?? {};
  expect([value, low, high]).toEqual([
    expect.closeTo(0.7738095, 6),
    expect.closeTo(0.072067, 3),
    expect.closeTo(1.4755521, 3),
  ]);
  expect(growthOf(points.slice(0, 1))).toBeUndefined();
});

test("values that resemble the one before are fewer than they seem", () => {
  expect(independent([1, -1, 1, -1])).toBe(4);
  expect(independent([2, 2, -2, -2])).toBeCloseTo(4 * (0.75 / 1.25), 12); // 4 of 16: a quarter
  expect(independent([0, 0, 0])).toBe(3);
});

// Of 300 series of 200 values, each 0.6 of the one before: as if they were independent, some 67 % would hold the mean.
test("the interval of a mean holds it, though values resemble each other", () => {
  const next = seeded(20_261_130);
  const normal = (): number => Array.from({ length: 12 }, () => next(2 ** 32) / 2 ** 32).reduce((a, b) => a + b) - 6;
  const held = Array.from({ length: 300 }, () => {
    let last = normal() / 0.8;
    const { low = 0, high = 0 } = meanOf(Array.from({ length: 200 }, () => (last = 0.6 * last + normal())));
    return low <= 0 && high >= 0;
  }).filter(Boolean).length;
  expect(held / 300).toBeGreaterThan(0.9);
});
