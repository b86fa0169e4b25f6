import { brokenByRun, grownTooFast } from "../analysis/judge-burn-in.ts";
import { type BenchmarkResult, judgeBenchmarks } from "../analysis/judge-benchmarks.ts";
import type { WantedNumber } from "../analysis/read-numbers.ts";
import type { Plan, RolloutStep, TrialFailure } from "../plan.ts";
import { showSpan } from "../spec/duration.ts";
import type { TrialRun, RolloutState } from "../state.ts";
import { neverEnds, passed, stay } from "./passing.ts";
import { rollBack, stableOf } from "./roll-back.ts";
import { became, ITSELF, paused, type Turn } from "./turn.ts";

/** A step whose job prints numbers, which have to keep to something. */
export type Trial = Extract<RolloutStep, { readonly kind: "burnIn" | "benchmark" }>;

/**
 * What was read in this step since it began: nothing of a former climb counts.
 * @internal who plays a rollout asks
 */
export const readingsIn = (state: RolloutState, { id }: Pick<RolloutStep, "id">): readonly TrialRun[] =>
  (Object.hasOwn(state.readings, id) ? (state.readings[id] ?? []) : []).filter(({ at }) => at >= state.stepSince);

/** As many runs as there is room for: the job of a burn-in of 24h every 2h runs twelve times, and not a time less. */
const runsWanted = ({ duration, every }: Extract<Trial, { kind: "burnIn" }>): number => Math.ceil(duration / every);

/**
 * The job runs again and again while the release is held. Ticks that come late make it take longer: a run that was
 * missed is not made up for by two at once, and time without a lease is not held.
 */
export function burnIn(turn: Turn, step: Extract<Trial, { kind: "burnIn" }>): Turn {
  const { now, state } = turn;
  if (state.hurry) return passed(turn, step, "passed over");
  const readings = readingsIn(state, step);
  const wanted = runsWanted(step);
  const isEnough = state.held >= step.duration && readings.length >= wanted;
  const why = `held ${showSpan(state.held)} of ${showSpan(step.duration)}, ${readings.length} of ${wanted} runs`;
  if (!isEnough && now - state.stepSince >= step.maxDuration)
    return paused(turn, { name: "Paused", reason: "InsufficientData", why: `${step.id}: ${why}` });
  const last = readings.at(-1)?.at;
  if (last === undefined || now - last >= step.every) return read(turn, step, readings, step.limits.map(asItself));
  if (!isEnough) return stay(turn, why);
  const grown = grownTooFast(step.limits, readings);
  return grown.length > 0
    ? fail(turn, step, grown.join("; "), [step])
    : passed(turn, step, `${readings.length} runs in ${showSpan(state.held)}`);
}
const asItself = ({ of }: { readonly of: string }): WantedNumber => ({ as: of, of });

/** Measured once, against the targets and against what the release before came to. */
export function benchmark(turn: Turn, step: Extract<Trial, { kind: "benchmark" }>): Turn {
  const { state } = turn;
  if (state.hurry) return passed(turn, step, "passed over");
  const [reading] = readingsIn(state, step);
  const wanted = step.benchmarks.map(({ name, of, quantile }) => ({
    as: name,
    of,
    ...(quantile !== undefined && { quantile }),
  }));
  if (!reading) return read(turn, step, [], wanted);
  const results = judgeBenchmarks(step.benchmarks, reading.values, baselineOf(state));
  const failed = results.filter((one) => !one.passed);
  return failed.length > 0
    ? fail(turn, step, failed.map(({ name, why }) => `${name}: ${why}`).join("; "), failed)
    : passed(turn, step, results.map(({ name, value }) => `${name} ${value}`).join(", "));
}

/** What the benchmarks of this release came to, those that were measured, for who asks how it stands. */
export const benchmarkResults = (plan: Plan, state: RolloutState): readonly BenchmarkResult[] =>
  plan.steps.flatMap((step) => {
    const reading = state.readings[step.id]?.at(-1);
    return step.kind === "benchmark" && reading
      ? judgeBenchmarks(step.benchmarks, reading.values, comparedWith(state))
      : [];
  });

/** While a release is on its way the stable one is the one before it; at its end, it is itself. */
function comparedWith(state: RolloutState): Readonly<Record<string, number>> | undefined {
  if (stableOf(state) !== state.release) return baselineOf(state);
  const before = state.history.findLast(({ end, release }) => end === "Healthy" && release !== state.release)?.release;
  return before !== undefined && Object.hasOwn(state.baselines, before) ? state.baselines[before] : undefined;
}

/** What the stable release came to when it was tried; undefined where it never was. */
function baselineOf(state: RolloutState): Readonly<Record<string, number>> | undefined {
  const stable = stableOf(state);
  return stable !== null && Object.hasOwn(state.baselines, stable) ? state.baselines[stable] : undefined;
}

/** Takes in the run that is due, or asks for it. */
function read(turn: Turn, step: Trial, before: readonly TrialRun[], wanted: readonly WantedNumber[]): Turn {
  const { now, state, evidence } = turn;
  const run = before.length;
  const { jobsOf = state.id } = evidence;
  const found =
    jobsOf === state.id && Object.hasOwn(evidence.readings, step.id) ? evidence.readings[step.id] : undefined;
  if (found?.run !== run)
    return step.kind === "benchmark" && neverEnds(turn, step)
      ? fail(turn, step, "its job did not end in time", answersOf(step))
      : ask(turn, step, run, wanted);
  if ("unreadable" in found.end) return fail(turn, step, `run ${run + 1}: ${found.end.unreadable}`, answersOf(step));
  const { values } = found.end;
  const readings = { ...state.readings, [step.id]: [...before, { at: now, values }] };
  const why = `${step.id}: run ${run + 1} of ${step.name}: ${Object.entries(values)
    .map(([name, value]) => `${name} ${value}`)
    .join(", ")}`;
  const next = became(turn, { readings }, { event: "read", actor: ITSELF, why });
  const broken = step.kind === "burnIn" ? brokenByRun(step.limits, readingsIn(next.state, step)) : [];
  return broken.length > 0 ? fail(next, step, broken.join("; "), answersOf(step)) : next;
}

function ask(turn: Turn, step: Trial, run: number, wanted: readonly WantedNumber[]): Turn {
  const why = `${step.name} runs`;
  if (turn.waits === why) return turn;
  const { command, timeout } = step;
  const action = { kind: "job", step: step.id, command, timeout, reads: { run, wanted } } as const;
  return { ...stay(turn, why), actions: [...turn.actions, action] };
}

const answersOf = (step: Trial): readonly { readonly onFailure: TrialFailure }[] =>
  step.kind === "burnIn" ? [step] : step.benchmarks;

/** Of several that failed the stronger answer holds. */
function fail(turn: Turn, step: Trial, what: string, of: readonly { readonly onFailure: TrialFailure }[]): Turn {
  const why = `${step.name}: ${what}`;
  const aborts = of.some(({ onFailure }) => onFailure === "abort");
  return aborts && turn.plan.rollback.automatic
    ? rollBack(turn, { why })
    : paused(turn, { name: "Paused", reason: "MetricFailed", why }, { page: aborts });
}

/** Of a release that came to its end: what the next one is compared with. Those of which nothing is remembered go. */
export function settledBaselines({ plan, state }: Turn): RolloutState["baselines"] {
  const own = plan.steps.flatMap((step) =>
    step.kind === "benchmark" ? Object.entries(state.readings[step.id]?.at(-1)?.values ?? {}) : [],
  );
  const known = new Set([state.release, ...state.history.map(({ release }) => release)]);
  const kept = Object.entries(state.baselines).filter(([release]) => known.has(release));
  return Object.fromEntries([...kept, ...(own.length > 0 ? [[state.release, Object.fromEntries(own)] as const] : [])]);
}
