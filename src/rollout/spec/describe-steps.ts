import type { Benchmark, BurnInLimit, MonitorCheckpoint, Plan, RolloutStep, Span, StepValues } from "../plan.ts";
import { points } from "../../statistics/tell-difference.ts";
import { showSpan } from "./duration.ts";

/** A step in words. */
export interface DescribedStep {
  readonly id: string;
  readonly line: number;
  readonly environment: string;
  readonly does: string;
  /** How long it takes; empty where it takes none. */
  readonly time: string;
  /** What has to hold before the next one; empty where nothing has. */
  readonly gate: string;
  readonly undo: string;
}

/** Every step of a plan with its time, its gate, and how it is undone. */
export const describeSteps = ({ steps, waits }: Plan): readonly DescribedStep[] =>
  steps.map((step, index) => {
    const { id, line, environment, needs, watches } = step;
    const before = steps.slice(0, index).filter((one) => one.environment === environment);
    const { does, time = "", gate, undo } = inWords(step, before, waits.decision);
    const holds = [
      ...needs.map((need) => `${need} holds`),
      ...(gate === undefined ? [] : [gate]),
      ...(watches.length > 0 ? [`no failure of ${watches.join(", ")}`] : []),
    ];
    return { id, line, environment, does, time, gate: holds.join("; "), undo };
  });

interface Words extends Pick<DescribedStep, "does" | "undo"> {
  readonly time?: string;
  readonly gate?: string;
}

const NOTHING = "nothing to undo";

function inWords(step: RolloutStep, before: readonly RolloutStep[], decision: Span): Words {
  switch (step.kind) {
    case "setWeight": {
      const weight = before.findLast((one) => one.kind === "setWeight")?.weight ?? 0;
      return {
        does: `${step.weight} % get the release`,
        undo: weight === 0 ? "nobody gets it: all are on stable" : `${weight} % get it`,
      };
    }
    case "setValues":
      return { does: `values ${showValues(step.values)}`, undo: undoValues(step.values, before) };
    case "pause":
      return { does: "hold", ...holdWords(step, decision), undo: NOTHING };
    case "analysis":
      return {
        does: "analysis",
        time: `up to ${showSpan(step.timeout)}`,
        gate: `passed: ${step.metrics.join(", ")}`,
        undo: NOTHING,
      };
    case "approval": {
      const roles = step.roles.length > 0 ? ` (${step.roles.join(", ")})` : "";
      return {
        does: `approval of ${step.when === "always" ? "every release" : "a first release, or one of high risk"}`,
        time: `up to ${showSpan(step.timeout)}, then ${step.onTimeout}`,
        gate: `${step.count === 1 ? "one person agrees" : `${step.count} people agree`}${roles}`,
        undo: "reject, or abort",
      };
    }
    case "job":
      return {
        does: `job ${step.name}: ${step.command.join(" ")}`,
        time: `up to ${showSpan(step.timeout)}`,
        gate: "it ends well",
        undo: "what the job did stays",
      };
    case "burnIn":
      return {
        does: `burn-in: job ${step.name} every ${showSpan(step.every)}: ${step.command.join(" ")}`,
        time: `${showSpan(step.duration)}, up to ${showSpan(step.maxDuration)}`,
        gate: [`${Math.ceil(step.duration / step.every)} runs end well`, ...step.limits.map(limitWords)].join(", "),
        undo: "what the job did stays",
      };
    case "benchmark":
      return {
        does: `benchmarks: job ${step.name}: ${step.command.join(" ")}`,
        time: `up to ${showSpan(step.timeout)}`,
        gate: step.benchmarks.map(benchmarkWords).join(", "),
        undo: "what the job did stays",
      };
    case "golden":
      return {
        does: `golden cases of ${step.dataset}`,
        time: `up to ${showSpan(step.timeout)}, then ${step.onTimeout}`,
        gate: `a report for this release: not worse than the references by more than ${points(step.margin)} points`,
        undo: NOTHING,
      };
    case "switch":
      return { does: "the preview becomes active", undo: "the former release is active: one pointer is written" };
    default:
      return {
        does: watchWords(step.schedule),
        time: showSpan(step.duration),
        ...(step.checkpoints.length > 0 && { gate: step.checkpoints.map(checkpointWords).join("; ") }),
        undo: "all are on the release before it",
      };
  }
}

const checkpointWords = ({ name, after, metrics, confirmations, timeout, onTimeout }: MonitorCheckpoint): string =>
  `${name} after ${showSpan(after)}, within ${showSpan(timeout)}, then ${onTimeout}: ${[
    ...(metrics.length > 0 ? [`passed: ${metrics.join(", ")}`] : []),
    ...confirmations.map((one) => `confirmed: ${one}`),
  ].join(", ")}`;

const limitWords = ({ of, max, min, maxGrowth }: BurnInLimit): string =>
  [
    ...(max === undefined ? [] : [`${of} at most ${max}`]),
    ...(min === undefined ? [] : [`${of} at least ${min}`]),
    ...(maxGrowth === undefined ? [] : [`${of} grows by at most ${maxGrowth} an hour`]),
  ].join(", ");

function benchmarkWords({ name, better, target, maxRegression }: Benchmark): string {
  const most = `${name} at ${better === "lower" ? "most" : "least"} ${target}`;
  return maxRegression === undefined
    ? most
    : `${most} and at most ${Number((100 * maxRegression).toPrecision(3))} % worse than before`;
}

function holdWords(step: RolloutStep & { readonly kind: "pause" }, decision: Span): Pick<Words, "time" | "gate"> {
  const { duration, minSamples, maxDuration, timeout, onTimeout } = step;
  if (duration === undefined)
    return {
      time: `up to ${showSpan(timeout ?? decision)}, then ${onTimeout}`,
      gate: "somebody promotes",
    };
  const most = maxDuration === undefined ? "" : ` within ${showSpan(maxDuration)}`;
  return { time: showSpan(duration), ...(minSamples > 0 && { gate: `${minSamples} samples${most}` }) };
}

const watchWords = (schedule: readonly { readonly for: number; readonly every: number }[]): string =>
  schedule.length === 0
    ? "watch at every tick"
    : `watch ${schedule.map((one) => `every ${showSpan(one.every)} for ${showSpan(one.for)}`).join(", then ")}`;

const showValues = (values: StepValues): string =>
  Object.entries(values)
    .map(([name, value]) => `${name}=${String(value)}`)
    .join(", ");

function undoValues(values: StepValues, before: readonly RolloutStep[]): string {
  const were: StepValues = Object.assign({}, ...before.map((one) => (one.kind === "setValues" ? one.values : {})));
  return Object.keys(values)
    .map((name) => (Object.hasOwn(were, name) ? `${name}=${String(were[name])}` : `no ${name}`))
    .join(", ");
}
