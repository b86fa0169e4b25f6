import type { Benchmark, NamedJob, RolloutStep } from "../plan.ts";
import { readSpan } from "./duration.ts";
import type {
  NamedWrittenJob,
  WrittenApproval,
  WrittenBenchmark,
  WrittenBurnIn,
  WrittenGolden,
  WrittenMonitoring,
  WrittenPause,
  WrittenStep,
} from "./spec.ts";

type Distributed<T> = T extends unknown
  ? Omit<T, "id" | "stage" | "environment" | "line" | "needs" | "watches">
  : never;
/** What a step does, without where it stands. */
export type Doing = Distributed<RolloutStep>;

/** What a step says, but for benchmarks, which may be more than one. */
export function doingOf(written: WrittenStep, approval: WrittenApproval, metrics: readonly string[]): Doing {
  const { setWeight, setValues, pause, analysis, approval: asked, job, burnIn, signOffs } = written;
  if (setWeight !== undefined) return { kind: "setWeight", weight: setWeight };
  if (setValues) return { kind: "setValues", values: setValues };
  if (analysis) return { kind: "analysis", metrics, timeout: readSpan(analysis.timeout) };
  if (asked) return approvalOf(asked);
  if (job) return { kind: "job", ...jobOf(job) };
  if (burnIn) return burnInOf(burnIn);
  if (signOffs) return approvalOf({ ...approval, when: "always", count: signOffs.length, roles: signOffs });
  return pauseOf(pause ?? { minSamples: 0, onTimeout: "hold" });
}

export const jobOf = ({ name, command, timeout }: NamedWrittenJob): NamedJob => ({
  name,
  command,
  timeout: readSpan(timeout),
});

/** As many times its duration it may take: ticks that come every other hour make it twice as long. */
const PATIENCE = 3;

function burnInOf({ duration, every, maxDuration, job, limits, onFailure }: WrittenBurnIn): Doing {
  const held = readSpan(duration);
  return {
    kind: "burnIn",
    ...jobOf(job),
    duration: held,
    every: readSpan(every),
    maxDuration: maxDuration === undefined ? PATIENCE * held : readSpan(maxDuration),
    limits,
    onFailure,
  };
}

interface BenchmarkStep {
  /** The number of its first benchmark, from 0. */
  readonly first: number;
  readonly doing: Doing & { readonly kind: "benchmark" };
}

/** Those that follow each other and have one job are one step: it runs once. */
export function benchmarksOf(written: readonly WrittenBenchmark[], stage: string): readonly BenchmarkStep[] {
  const steps: { readonly first: number; readonly job: NamedWrittenJob; readonly all: Benchmark[] }[] = [];
  for (const [first, one] of written.entries()) {
    const before = steps.at(-1);
    const job = one.job ?? before?.job;
    if (!job) continue; // check-steps has refused it
    if (before && JSON.stringify(job) === JSON.stringify(before.job)) before.all.push(benchmarkOf(one, stage));
    else steps.push({ first, job, all: [benchmarkOf(one, stage)] });
  }
  return steps.map(({ first, job, all }) => ({ first, doing: { kind: "benchmark", ...jobOf(job), benchmarks: all } }));
}

const benchmarkOf = (written: WrittenBenchmark, stage: string): Benchmark => {
  const { metric, quantile, target, better, maxRegression, onFailure } = written;
  return {
    name: benchmarkName(written, stage),
    of: metric,
    ...(quantile !== undefined && { quantile }),
    better,
    target,
    ...(maxRegression !== undefined && { maxRegression }),
    onFailure,
  };
};

/** As `staging/spawn_ms p95`: another quantile, or another stage, is another benchmark. */
const benchmarkName = ({ metric, quantile }: WrittenBenchmark, stage: string): string =>
  `${stage}/${metric}${quantile === undefined ? "" : ` p${Number((100 * quantile).toPrecision(6))}`}`;

const pauseOf = ({ duration, maxDuration, timeout, minSamples, onTimeout }: WrittenPause): Doing => ({
  kind: "pause",
  ...(duration !== undefined && { duration: readSpan(duration) }),
  minSamples,
  ...(maxDuration !== undefined && { maxDuration: readSpan(maxDuration) }),
  ...(timeout !== undefined && { timeout: readSpan(timeout) }),
  onTimeout,
});

export const approvalOf = ({ when, count, roles, timeout, onTimeout }: WrittenApproval): Doing => ({
  kind: "approval",
  when,
  count,
  roles,
  timeout: readSpan(timeout),
  onTimeout,
});

export const goldenOf = ({ dataset, nonInferiorityMargin, alpha, timeout, onTimeout }: WrittenGolden): Doing => ({
  kind: "golden",
  dataset,
  margin: nonInferiorityMargin,
  alpha,
  timeout: readSpan(timeout),
  onTimeout,
});

type Watching = Omit<Extract<Doing, { readonly kind: "monitor" }>, "kind" | "checkpoints">;

export function watchOf({ duration, schedule = [], checkpoints }: WrittenMonitoring): Watching {
  const spans = schedule.map(({ for: time, every }) => ({ for: readSpan(time), every: readSpan(every) }));
  const sum = spans.reduce((total, { for: time }) => total + time, 0);
  const last = Math.max(0, ...checkpoints.map(({ after }) => readSpan(after)));
  const all = duration === undefined ? (schedule.length > 0 ? sum : last) : readSpan(duration);
  return { duration: all, schedule: spans };
}
