import { expect, test } from "vitest";
import { compareAll, fewestRuns } from "../../../src/statistics/non-inferiority.ts";

const held = (met: number, runs: number, before = runs, ofBefore = before) => ({
  now: { successes: met, trials: runs },
  reference: { successes: before, trials: ofBefore },
});
const alone = (one: Parameters<typeof compareAll>[0][number], allowed: Parameters<typeof compareAll>[1]) =>
  compareAll([one], allowed).each[0]?.comparison;
const STRICT = { margin: 0.05, alpha: 0.05 };

test.each([
  [59, 59, "not-worse"],
  [58, 58, "undecided"],
  [58, 59, "undecided"],
  [5, 5, "undecided"],
  [0, 3, "worse"],
  [0, 2, "undecided"],
  [0, 0, "undecided"],
  [40, 60, "worse"],
])("%i of %i are %s than as many without a miss", (met, runs, comparison) => {
  expect(alone(held(met, runs), STRICT)).toBe(comparison);
});

test("cases of which each has too few runs say enough together", () => {
  const { each, together, sum } = compareAll(
    Array.from({ length: 12 }, () => held(5, 5)),
    STRICT,
  );
  expect(new Set(each.map(({ comparison }) => comparison))).toEqual(new Set(["undecided"]));
  expect([together.comparison, sum.now]).toEqual(["not-worse", { successes: 60, trials: 60 }]);
});

test("a case that is worse is not made up for by the others", () => {
  const others = Array.from({ length: 200 }, () => held(5, 5));
  expect(compareAll([...others, held(0, 5)], STRICT).together.comparison).toBe("worse");
});

test("nothing is no pass", () => {
  expect(compareAll([], STRICT).together.comparison).toBe("undecided");
});

test.each([
  [0.05, 0.05, 59],
  [0.5, 0.05, 5],
  [0.01, 0.05, 299],
])("a margin of %f at %f takes %i runs", (margin, alpha, runs) => {
  expect(fewestRuns({ margin, alpha })).toBe(runs);
  expect([runs - 1, runs].map((count) => alone(held(count, count), { margin, alpha }))).toEqual([
    "undecided",
    "not-worse",
  ]);
});
