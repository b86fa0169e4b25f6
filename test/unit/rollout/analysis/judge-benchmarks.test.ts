import { expect, test } from "vitest";
import { judgeBenchmarks } from "../../../../src/rollout/analysis/judge-benchmarks.ts";
import type { Benchmark } from "../../../../src/rollout/plan.ts";

const facts = { name: "n", of: "n", onFailure: "abort" } as const;
const lower: Benchmark = { ...facts, better: "lower", target: 100, maxRegression: 0.25 };
const higher: Benchmark = { ...facts, better: "higher", target: 50, maxRegression: 0.25 };

test.each<readonly [Benchmark, number, number | undefined, string]>([
  [lower, 100, undefined, ""],
  [lower, 100.1, undefined, "100.1 misses its target of 100"],
  [lower, 50, 40, ""],
  [lower, 50.1, 40, "50.1 is worse than 40 before it, by more than 25 %"],
  [lower, 1, 0, "1 is worse than 0 before it, by more than 25 %"],
  // A quarter of −40 is 10.
  [lower, -30, -40, ""],
  [lower, -29, -40, "-29 is worse than -40 before it, by more than 25 %"],
  [higher, 50, undefined, ""],
  [higher, 49, undefined, "49 misses its target of 50"],
  [higher, 75, 100, ""],
  [higher, 74, 100, "74 is worse than 100 before it, by more than 25 %"],
  [{ ...facts, better: "lower", target: 100 }, 90, 1, ""],
])("%o measured %d after %s: %s", (benchmark, value, before, why) => {
  const [result] = judgeBenchmarks([benchmark], { n: value }, before === undefined ? {} : { n: before });
  expect([result?.passed, result?.why]).toEqual([why === "", why]);
});
