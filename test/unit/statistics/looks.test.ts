import { expect, test } from "vitest";
import { seeded } from "../../support/seeded.ts";
import { after, beyondLimit } from "../../../src/statistics/beyond-limit.ts";
import { blocksOf, dealtOf } from "../../../src/statistics/blocks.ts";
import { compareRanks } from "../../../src/statistics/compare-ranks.ts";
import { compareShares } from "../../../src/statistics/compare-shares.ts";

const between0And1 = (seed: number): (() => number) => {
  const next = seeded(seed);
  return () => next(2 ** 32) / 2 ** 32;
};

/** Of 300 series, how many ever say that something is wrong, at 5 %: a look after every outcome. */
const RUNS = 300;
const share = (finds: (random: () => number) => number): number => {
  const random = between0And1(20_261_130);
  return Array.from({ length: RUNS }, () => finds(random) >= 20).filter(Boolean).length / RUNS;
};
const outcomes = (random: () => number, count: number, failing: number): readonly boolean[] =>
  Array.from({ length: count }, () => random() < failing);

/** As tasks are dealt: one of `1 + ratio` is of the first, `count` of them or so. */
const dealt = (
  random: () => number,
  count: number,
  chance: number,
  draw: (isFirst: boolean, index: number) => number | boolean,
) =>
  dealtOf(
    Array.from({ length: count }, (_, index) => {
      const isFirst = random() < chance;
      return { isFirst, value: draw(isFirst, index) };
    }),
  );
const size = (ratio: number): number => Math.max(8, 1 + ratio);

// Bounds are four standard errors of 300 runs around the shares that are promised or were simulated before.
test.each([
  [0.03, 0, 0.05],
  [0.05, 0, 0.1],
  [0.07, 0.1, 0.3],
  [0.1, 0.75, 0.95],
  [0.15, 0.98, 1],
  [0.2, 1, 1],
  [0.3, 1, 1],
])("a limit of 5 %% where %f fail is called broken in %f to %f of 300 series of 400", (failing, least, most) => {
  const found = share((random) => after(beyondLimit(0.05), outcomes(random, 400, failing)).most);
  expect(found).toBeGreaterThanOrEqual(least);
  expect(found).toBeLessThanOrEqual(most);
});

test.each([
  [0.05, 0.05, 200, 9, 0, 0.1],
  [0.3, 0.3, 200, 9, 0, 0.1],
  [0.05, 0.05, 200, 1, 0, 0.1],
  [0.05, 0.2, 60, 9, 0.75, 0.95],
  [0.05, 0.3, 60, 9, 0.95, 1],
])(
  "stable fails %f, the canary %f, %i tasks, one of %i: between %f and %f",
  (stable, canary, count, ratio, least, most) => {
    const found = share((random) => {
      const fails = (isFirst: boolean) => random() < (isFirst ? canary : stable);
      return compareShares(dealt(random, count * (1 + ratio), 1 / (1 + ratio), fails), size(ratio)).most;
    });
    expect(found).toBeGreaterThanOrEqual(least);
    expect(found).toBeLessThanOrEqual(most);
  },
);

test.each([
  [1, 200, 9, 0, 0.1],
  [1, 200, 1, 0, 0.1],
  [2, 60, 9, 0.77, 0.94],
])("durations %f times as long, %i tasks, one of %i: between %f and %f", (longer, count, ratio, least, most) => {
  const found = share((random) => {
    const lasts = (isFirst: boolean) => -Math.log(1 - random()) * (isFirst ? longer : 1);
    return compareRanks(dealt(random, count * (1 + ratio), 1 / (1 + ratio), lasts), size(ratio)).most;
  });
  expect(found).toBeGreaterThanOrEqual(least);
  expect(found).toBeLessThanOrEqual(most);
});

// What is bad at first is bad for both; more of what is dealt later is of the first.
test.each([0.2, 0.5, 0.8])("a bad first hour of both says nothing of one that gets %f of the tasks", (weight) => {
  const least = Math.max(8, Math.round(1 / Math.min(weight, 1 - weight)));
  const fails = (random: () => number) =>
    dealt(random, 600, weight, (_, index) => random() < (index < 150 ? 0.4 : 0.05));
  const lasts = (random: () => number) =>
    dealt(random, 600, weight, (_, index) => (index < 150 ? 2 : 1) * (1 + random()));
  expect(share((random) => compareShares(fails(random), least).most)).toBeLessThanOrEqual(0.1);
  expect(share((random) => compareRanks(lasts(random), least).most)).toBeLessThanOrEqual(0.1);
});

test("blocks have some of either, and as many as are asked for", () => {
  const ofFirst = [true, true, false, false, true, false, false, false, false];
  const told = dealtOf(ofFirst.map((isFirst, index) => ({ isFirst, value: index + 1 })));
  expect([...blocksOf(told, 2)]).toEqual([
    { from: 0, to: 3, first: 2, second: 1 },
    { from: 3, to: 5, first: 1, second: 1 },
  ]);
});

test("where nothing may fail the first failure is enough, and what was enough stays so", () => {
  expect(after(beyondLimit(0), [false, false]).most).toBe(1);
  const broken = after(beyondLimit(0), [false, true]);
  expect(broken.most).toBe(Number.POSITIVE_INFINITY);
  const wrong = after(beyondLimit(0.05), [true, true, true, true]);
  expect(
    after(
      wrong,
      outcomes(() => 1, 1000, 0.5),
    ).most,
  ).toBe(wrong.most);
});

test("outcomes in two parts say what they say in one", () => {
  const all = outcomes(between0And1(7), 100, 0.2);
  const parts = after(after(beyondLimit(0.05), all.slice(0, 40)), all.slice(40));
  expect(parts).toEqual(after(beyondLimit(0.05), all));
});
