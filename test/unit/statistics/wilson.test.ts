import fc from "fast-check";
import { expect, test } from "vitest";
import { wilson } from "../../../src/statistics/wilson.ts";

/** Percent, as published tables have them. */
const rounded = (successes: number, trials: number): readonly [number, number] => {
  const { low, high } = wilson(successes, trials);
  return [Math.round(low * 1000) / 10, Math.round(high * 1000) / 10];
};

// SciPy 1.17.1: stats.binomtest(successes, trials).proportion_ci(0.95, "wilson"); R: prop.test(correct = FALSE).
test.each([
  [1, 1, 20.7, 100],
  [3, 3, 43.9, 100],
  [5, 5, 56.6, 100],
  [10, 10, 72.2, 100],
  [20, 20, 83.9, 100],
  [18, 20, 69.9, 97.2],
  [27, 30, 74.4, 96.5],
  [90, 100, 82.6, 94.5],
  // Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in Medicine 17 (1998), table I.
  [81, 263, 25.5, 36.6],
  [15, 148, 6.2, 16.0],
  [0, 20, 0, 16.1],
  [1, 29, 0.6, 17.2],
])("%i of %i lies between %f and %f percent", (successes, trials, low, high) => {
  expect(rounded(successes, trials)).toEqual([low, high]);
});

test("of no trial nothing is known", () => {
  expect(wilson(0, 0)).toEqual({ low: 0, high: 1 });
});

test("the share lies in its interval, and failures mirror successes", () => {
  const counts = fc.integer({ min: 1, max: 5_000 }).chain((trials) => fc.tuple(fc.nat(trials), fc.constant(trials)));
  fc.assert(
    fc.property(counts, ([successes, trials]) => {
      const { low, high } = wilson(successes, trials);
      const mirrored = wilson(trials - successes, trials);
      expect(low).toBeLessThanOrEqual(successes / trials + 1e-12);
      expect(high).toBeGreaterThanOrEqual(successes / trials - 1e-12);
      expect(mirrored.low).toBeCloseTo(1 - high, 9);
    }),
  );
});

test.each([
  [-1, 1],
  [2, 1],
  [0.5, 1],
  [1, Number.NaN],
])("%d of %d is no count", (successes, trials) => {
  expect(() => wilson(successes, trials)).toThrow(RangeError);
});
