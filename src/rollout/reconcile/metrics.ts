import { type Metric, type Plan, type Response, RESPONSES, type Span } from "../plan.ts";
import type { Instant, MetricRecord, RolloutState } from "../state.ts";
import type { MetricVerdict } from "./evidence.ts";
import { awaited } from "./checkpoints.ts";
import { metricRecord } from "./metric-record.ts";
import { freeze, rollBack, stepDown } from "./roll-back.ts";
import { tellVerdict, tellVerdicts } from "./tell-verdict.ts";
import { isLive, ITSELF, noted, paused, notified, type Turn } from "./turn.ts";

/**
 * Takes in what was measured since, and answers it. Failing beats everything that is only unclear; of two that fail
 * the stronger answer holds.
 */
export function judgeMetrics(turn: Turn): Turn {
  if (!isLive(turn.state)) return turn;
  const metrics = watched(turn);
  const names = new Set(awaited(turn.plan, turn.state, turn.now));
  const others = turn.plan.metrics.filter((one) => names.has(one.name) && !metrics.includes(one));
  const next = others.reduce(recordUnanswered, metrics.reduce(record, turn));
  const failing = metrics
    .filter(({ dryRun }) => !dryRun)
    .filter(({ name, for: lasting }) => failsFor(next, name) >= lasting)
    .toSorted((a, b) => RESPONSES.indexOf(b.onFailure) - RESPONSES.indexOf(a.onFailure));
  const [worst] = failing;
  if (worst && worst.onFailure !== "warn") return respond(next, worst);
  return pauseIfUnclear(
    next,
    metrics.filter(({ dryRun }) => !dryRun),
  );
}

/** What is looked at in this step: its watches, and what it waits for. */
export function watched({ plan, state }: Pick<Turn, "plan" | "state">): readonly Metric[] {
  const step = plan.steps[state.step];
  const names = new Set([...(step?.watches ?? []), ...(step?.kind === "analysis" ? step.metrics : [])]);
  return plan.metrics.filter(({ name }) => names.has(name));
}

/**
 * Whether a metric is to be measured now: it is looked at in this step or in the next, which may begin in this very
 * tick, and its interval and its warm-up are over. While everybody has the release, the plan's schedule may want it
 * less often.
 */
export function isDue(
  plan: Plan,
  state: RolloutState,
  name: string,
  now: Instant,
  { interval, delay }: { readonly interval: Span; readonly delay: Span },
): boolean {
  const { at } = metricRecord(state, name);
  const isAwaited = awaited(plan, state, now).includes(name);
  // A checkpoint that is due is asked at every tick, however seldom the schedule looks by then.
  const every = Math.max(interval, isAwaited ? 0 : scheduled(plan, state, now));
  return (
    (isWatched(plan, state, name) || isAwaited) &&
    isLive(state) &&
    now - state.stepSince >= delay &&
    (at < state.changedAt || now - at >= every)
  );
}

/** In this step, or in the next. */
const isWatched = (plan: Plan, state: RolloutState, name: string): boolean =>
  [state.step, state.step + 1].some((step) =>
    watched({ plan, state: { ...state, step } }).some((one) => one.name === name),
  );

/** Verdicts that somebody told and that count nowhere now, each with why: a slip in a name would do nothing. */
export function uncounted(
  plan: Plan,
  state: RolloutState,
  now: Instant,
  verdicts: Readonly<Record<string, Pick<MetricVerdict, "at">>>,
): readonly string[] {
  const names = plan.metrics.map(({ name }) => name);
  const due = awaited(plan, state, now);
  const step = plan.steps[state.step]?.id ?? "its end";
  return Object.entries(verdicts).flatMap(([name, { at }]) => {
    const known = names.includes(name);
    const why = !known
      ? `the specification has no such metric; it has ${names.join(", ") || "none"}`
      : !isLive(state) || !(isWatched(plan, state, name) || due.includes(name))
        ? `nobody asks for it at ${step}`
        : at > now
          ? "it is of the future"
          : at <= state.changedAt
            ? "it is of before the last change"
            : undefined;
    return why === undefined ? [] : [`${name} counts nothing: ${why}`];
  });
}

/** For an hour every five minutes, then every hour: how often monitoring looks by now. */
function scheduled(plan: Plan, { step, stepSince, phase }: RolloutState, now: Instant): Span {
  const present = plan.steps[step];
  if (present?.kind !== "monitor" || phase.name !== "Monitoring") return 0;
  let until = stepSince;
  for (const one of present.schedule) {
    until += one.for;
    if (now < until) return one.every;
  }
  return present.schedule.at(-1)?.every ?? 0;
}

/** A metric without a limit of its own that says nothing at last: nothing goes on by it, however long was held. */
export const silent = (turn: Turn): Metric | undefined =>
  watched(turn).find(
    ({ name, dryRun, inconclusiveLimit }) =>
      !dryRun && inconclusiveLimit === null && metricRecord(turn.state, name).inconclusive > 0,
  );

/** That it does not pass yet is no failure of the release: whoever waits for it says how long. */
function recordUnanswered(turn: Turn, metric: Metric): Turn {
  const { state } = record(turn, metric);
  return state === turn.state ? turn : { ...turn, state };
}

/** Counts a verdict once; one from before the last change, or from the future, says nothing of what is now. */
function record(turn: Turn, metric: Metric): Turn {
  const { state, now } = turn;
  const { verdicts } = turn.evidence;
  const measured = Object.hasOwn(verdicts, metric.name) ? verdicts[metric.name] : undefined;
  const before = metricRecord(state, metric.name);
  if (!measured || measured.at <= before.at || measured.at <= state.changedAt || measured.at > now) return turn;
  const after = counted(before, measured, metric);
  const next = {
    ...turn,
    state: { ...state, metrics: { ...state.metrics, [metric.name]: after } },
    measured: { ...turn.measured, [metric.name]: measured },
  };
  if (before.failingSince !== null || after.failingSince === null) return next;
  const why = `${metric.name}: ${measured.why}`;
  const evidence = [tellVerdict(metric.name, after)];
  const failed = noted(next, { event: "metric-failed", actor: ITSELF, why, evidence });
  return metric.dryRun || metric.onFailure !== "warn" ? failed : notified(failed, "on-analysis-run-failed", why);
}

/** What says nothing is no measurement, and no recovery: only a pass ends a failure. */
function counted(
  before: MetricRecord,
  { verdict, at, since, recovered, rule, why, figures }: MetricVerdict,
  limits: Pick<Metric, "failureLimit" | "consecutiveFailureLimit">,
): MetricRecord {
  const last = { at, verdict, rule, why, figures };
  const taken = before.taken + 1;
  switch (verdict) {
    case "pass": {
      const passesInRow = before.passesInRow + 1;
      return { ...before, ...last, ...CALM, taken, passesInRow, failingSince: null, failuresInRow: 0 };
    }
    case "fail": {
      const hasRecovered = recovered !== undefined && before.failingSince !== null && recovered > before.failingSince;
      const failures = before.failures + 1;
      const failuresInRow = (hasRecovered ? 0 : before.failuresInRow) + 1;
      const known = hasRecovered ? null : before.failingSince;
      const failingSince = isBeyond(limits, failures, failuresInRow) ? (known ?? since ?? at) : null;
      return { ...last, ...CALM, taken, failures, failuresInRow, passesInRow: 0, failingSince };
    }
    case "inconclusive":
      return { ...before, ...last, taken, passesInRow: 0, inconclusive: before.inconclusive + 1, errors: 0 };
    case "noData":
      return { ...before, ...last, passesInRow: 0, inconclusive: before.inconclusive + 1, errors: 0 };
    default:
      return { ...before, ...last, passesInRow: 0, errors: before.errors + 1 };
  }
}
const CALM = { inconclusive: 0, errors: 0 } as const;

const isBeyond = (
  { failureLimit, consecutiveFailureLimit }: Pick<Metric, "failureLimit" | "consecutiveFailureLimit">,
  failures: number,
  inRow: number,
): boolean =>
  (failureLimit !== null && failures > failureLimit) ||
  (consecutiveFailureLimit !== null && inRow > consecutiveFailureLimit);

function failsFor({ state, now }: Turn, name: string): number {
  const { failingSince } = metricRecord(state, name);
  return failingSince === null ? -1 : now - failingSince;
}

function respond(turn: Turn, { name, onFailure }: Metric): Turn {
  const { plan, state, evidence } = turn;
  const { failingSince } = metricRecord(state, name);
  const measured = Object.hasOwn(evidence.verdicts, name) ? evidence.verdicts[name] : undefined;
  const why = `${name} fails${measured?.verdict === "fail" ? `: ${measured.why}` : ""}`;
  const cause = failingSince === null ? { why } : { why, since: failingSince };
  switch (automatic(onFailure, plan.rollback.automatic)) {
    case "warn":
      return turn;
    case "pause":
      return state.phase.name === "Paused"
        ? turn
        : paused(turn, { name: "Paused", reason: "MetricFailed", why }, { page: onFailure !== "pause" });
    case "stepDown":
      return state.phase.name === "Paused" && isStepped(state.phase.reason)
        ? rollBack(turn, { ...cause, why: `${why}, after it was stepped down as well` })
        : stepDown(turn, cause);
    case "abort":
      return rollBack(turn, cause);
    default:
      return freeze(turn, cause);
  }
}

const isStepped = (reason: string): boolean => reason === "SteppedDown" || reason === "Escalated";

/** Where nothing is rolled back by itself, somebody is called. An emergency is one all the same. */
const automatic = (response: Response, allowed: boolean): Response =>
  !allowed && (response === "abort" || response === "stepDown") ? "pause" : response;

function pauseIfUnclear(turn: Turn, metrics: readonly Metric[]): Turn {
  if (turn.state.phase.name === "Paused") return turn;
  for (const { name, consecutiveErrorLimit, inconclusiveLimit } of metrics) {
    const { errors, inconclusive, verdict } = metricRecord(turn.state, name);
    const evidence = tellVerdicts(turn.state, [name]);
    if (errors > consecutiveErrorLimit) {
      const why = `${name} could not be asked ${errors} times in a row`;
      return paused(turn, { name: "Paused", reason: "ProviderError", why }, { evidence });
    }
    if (inconclusiveLimit !== null && inconclusive > inconclusiveLimit) {
      const why = `${name} said nothing ${inconclusive} times in a row, at last ${verdict}`;
      return paused(turn, { name: "Paused", reason: "Inconclusive", why }, { evidence });
    }
  }
  return turn;
}
