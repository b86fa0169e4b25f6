import { expect, test } from "vitest";
import { after, beyondLimit } from "../../../src/statistics/beyond-limit.ts";
import { rankFinder, shareFinder } from "../../../src/statistics/foresee-comparison.ts";
import { chanceBeyond, enoughFailures, leastToPass, mostToPass } from "../../../src/statistics/foresee-limit.ts";
import { randomFrom } from "../../../src/statistics/random.ts";
import { smallestFound } from "../../../src/statistics/smallest-found.ts";

test.each([
  [0.05, 0.05],
  [0.01, 0.05],
  [0.3, 0.01],
])("at a limit of %f and alpha %f as many failures are enough as the test itself says", (limit, alpha) => {
  const { by } = enoughFailures(limit, alpha, 80);
  const isEnough = (failures: number, trials: number): boolean =>
    // What passes comes first, so that the most that was known is what is known at the end.
    after(
      beyondLimit(limit),
      Array.from({ length: trials }, (_, index) => index >= trials - failures),
    ).most >=
    1 / alpha;
  for (let trials = 1; trials <= 80; trials += 1) {
    const least = Array.from({ length: trials + 1 }, (_, failures) => failures).find((one) => isEnough(one, trials));
    expect([trials, by[trials]]).toEqual([trials, least ?? Infinity]);
  }
});

// Simulated before, over 3,000 series: 0.2, 2.9, 20, 86, 100 %. Bounds are four standard errors of that.
test.each([
  [0.03, 0, 0.007],
  [0.05, 0.015, 0.042],
  [0.07, 0.17, 0.23],
  [0.1, 0.83, 0.89],
  [0.15, 0.99, 1],
])("where %f fail, a limit of 0.05 is called broken within 400 in %f to %f", (failing, least, most) => {
  const chance = chanceBeyond(enoughFailures(0.05, 0.05, 400), 400, failing);
  expect(chance).toBeGreaterThanOrEqual(least);
  expect(chance).toBeLessThanOrEqual(most);
});

test("the exact chance is what series come to that the test is asked about after every task", () => {
  const random = randomFrom(7);
  const stopped = Array.from({ length: 2000 }, () => {
    const outcomes = Array.from({ length: 60 }, () => random() < 0.15);
    return after(beyondLimit(0.05), outcomes).most >= 20;
  }).filter(Boolean).length;
  const chance = chanceBeyond(enoughFailures(0.05, 0.05, 60), 60, 0.15);
  expect(Math.abs(stopped / 2000 - chance)).toBeLessThan(4 * Math.sqrt((chance * (1 - chance)) / 2000));
});

test("where nothing may fail, the first failure of three is found with one minus a half cubed", () => {
  expect(chanceBeyond(enoughFailures(0, 0.05, 3), 3, 0.5)).toBe(0.875);
});

test("29, 59 and 299 tasks without a failure show 90, 95 and 99 %; one failure takes 93", () => {
  expect([0.1, 0.05, 0.01].map((limit) => leastToPass(limit, 0.05))).toEqual([29, 59, 299]);
  expect([58, 59, 92, 93].map((trials) => mostToPass(0.05, 0.05, trials))).toEqual([-1, 0, 0, 1]);
  expect(leastToPass(0, 0.05)).toBe(Infinity);
});

test("what is found in eight of ten is looked for to within a step", () => {
  const found = smallestFound([0, 1], 0.001, (of) => of);
  expect(found).toBeGreaterThanOrEqual(0.8);
  expect(found).toBeLessThan(0.802);
  expect(smallestFound([0, 1], 0.001, (of) => of * 0.7)).toBeUndefined();
});

test("comparisons are foreseen as they are: none where there is none, most of a large one, more of a larger one", () => {
  const shares = shareFinder({ tasks: 60, others: 540, least: 10, alpha: 0.05, allowedIncrease: 1 }, 0.05);
  expect(shares(0.05)).toBeLessThanOrEqual(0.1);
  expect(shares(0.2)).toBeGreaterThanOrEqual(0.75);
  expect(shares(0.3)).toBeGreaterThanOrEqual(shares(0.2));
  const durations = Array.from({ length: 500 }, (_, index) => -1000 * Math.log(1 - index / 500));
  const of = { tasks: 60, others: 540, least: 10, alpha: 0.05, allowedIncrease: 1 };
  for (const worse of ["more", "less"] as const) {
    const times = rankFinder(of, durations, worse);
    expect(times(1)).toBeLessThanOrEqual(0.1);
    expect(times(2)).toBeGreaterThanOrEqual(0.8);
  }
});

test("a difference that is allowed is none, however sure it is", () => {
  expect(shareFinder({ tasks: 100, others: 100, least: 8, alpha: 0.05, allowedIncrease: 100 }, 0.1)(0.5)).toBe(0);
});
