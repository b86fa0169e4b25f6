import type { Benchmark } from "../plan.ts";

/** What a benchmark came to, against its target and against the release before. */
export interface BenchmarkResult {
  readonly name: string;
  readonly value: number;
  readonly target: number;
  readonly better: Benchmark["better"];
  readonly onFailure: Benchmark["onFailure"];
  /** Of the release that is stable; absent where it was never measured. */
  readonly before?: number;
  readonly passed: boolean;
  /** Why not; empty where it passed. */
  readonly why: string;
}

type Values = Readonly<Record<string, number>>;

/** A number that was not measured keeps to no target. */
export const judgeBenchmarks = (
  benchmarks: readonly Benchmark[],
  measured: Values,
  baseline: Values = {},
): readonly BenchmarkResult[] =>
  benchmarks.map((benchmark) => {
    const { name, target, better, onFailure } = benchmark;
    const value = Object.hasOwn(measured, name) ? (measured[name] ?? Number.NaN) : Number.NaN;
    const before = Object.hasOwn(baseline, name) ? baseline[name] : undefined;
    const why = whyNot(benchmark, value, before) ?? "";
    const compared = { ...(before !== undefined && { before }), passed: why === "", why };
    return { name, value, target, better, onFailure, ...compared };
  });

function whyNot({ target, better, maxRegression }: Benchmark, value: number, before: number | undefined) {
  if (!Number.isFinite(value)) return "it was not measured";
  const sign = better === "lower" ? 1 : -1;
  if (sign * (value - target) > 0) return `${value} misses its target of ${target}`;
  if (before === undefined || maxRegression === undefined) return undefined;
  // A share of what was there, whichever side of nothing that lies on.
  return sign * (value - before) > Math.abs(before) * maxRegression
    ? `${value} is worse than ${before} before it, by more than ${Number((100 * maxRegression).toPrecision(3))} %`
    : undefined;
}
