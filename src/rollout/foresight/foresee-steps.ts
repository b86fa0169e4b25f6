import { askedOf } from "../analysis/measurement.ts";
import { LASTS, type Metric, type Percent, type Plan, type RolloutStep, type Span } from "../plan.ts";
import { measuresFor } from "../spec/check-templates.ts";
import { readSpan, showSpan } from "../spec/duration.ts";
import type { WrittenMetric } from "../spec/spec.ts";
import { type Effort, type ForeseenMetric, foreseeMetric, leastTasks, openEffort } from "./foresee-metric.ts";
import type { Traffic } from "./traffic.ts";

/** A step with the time that it is expected to take, and what can be told by its end. */
export interface ForeseenStep {
  readonly id: string;
  readonly kind: RolloutStep["kind"];
  readonly environment: string;
  /** Where it stands in the specification. */
  readonly line: number;
  readonly weight: Percent;
  /** Null where it waits for somebody, or nobody knows how many tasks there are. */
  readonly takes: Span | null;
  /** Tasks of the canary by its end, since what is given last changed. */
  readonly tasks: number | null;
  readonly metrics: readonly (ForeseenMetric & { readonly name: string; readonly tasks: number })[];
  /** What does not come out as it is written, for whoever may still mend it. */
  readonly shortfalls: readonly string[];
}

const DAY = 86_400_000;

/** What one environment is given as the plan is walked. */
interface Given {
  readonly weight: Percent;
  /** For how long it has been so. */
  readonly since: Span;
}
interface Walk {
  readonly plan: Plan;
  readonly asked: ReadonlyMap<string, WrittenMetric>;
  readonly traffic: (environment: string) => Traffic | undefined;
  readonly foresee: (
    name: string,
    tasks: number,
    weight: Percent,
    of: Traffic | undefined,
  ) => ForeseenMetric | undefined;
  /** Metrics of which it was said already that they pause the rollout. */
  readonly told: Set<string>;
}

/** Every step of a plan as it is going to be, if tasks come as they did and nothing goes wrong. */
export function foreseeSteps(
  plan: Plan,
  asked: ReadonlyMap<string, WrittenMetric>,
  traffic: Walk["traffic"],
  effort = openEffort(),
): readonly ForeseenStep[] {
  const walk: Walk = { plan, asked, traffic, foresee: foreseer(asked, effort), told: new Set() };
  const given = new Map<string, Given>();
  return plan.steps.map((step) => {
    const before = given.get(step.environment) ?? { weight: 0, since: 0 };
    const { after, foreseen } = foreseeStep(walk, step, before);
    given.set(step.environment, after);
    return foreseen;
  });
}

/** Steps with the same number of tasks have the same answer, which a simulation takes its time for. */
function foreseer(asked: Walk["asked"], effort: Effort): Walk["foresee"] {
  const known = new Map<string, ForeseenMetric | undefined>();
  return (name, tasks, weight, traffic) => {
    const judged = judgedByTasks(asked, name);
    if (!judged) return undefined;
    const key = JSON.stringify([name, tasks, weight]);
    const sample = { tasks, weight, seen: traffic?.seen.get(name) };
    if (!known.has(key)) known.set(key, foreseeMetric(judged.asked, judged.count, sample, effort));
    return known.get(key);
  };
}

function judgedByTasks(asked: Walk["asked"], name: string) {
  const metric = asked.get(name);
  if (!metric?.provider["jsonl"] || metric.series) return undefined;
  const { count } = metric.provider["jsonl"];
  return { asked: askedOf(name, metric), count: typeof count === "string" ? count : undefined };
}

const leastOf = ({ asked }: Walk, name: string, weight: Percent): number | undefined => {
  const judged = judgedByTasks(asked, name);
  return judged && leastTasks(judged.asked, judged.count, weight);
};

function foreseeStep(walk: Walk, step: RolloutStep, before: Given): { after: Given; foreseen: ForeseenStep } {
  const traffic = walk.traffic(step.environment);
  const given = changedBy(step, before);
  const perDay = traffic && (traffic.perDay * given.weight) / 100;
  const names = step.kind === "analysis" ? [...new Set([...step.metrics, ...step.watches])] : step.watches;
  const silent = LASTS.has(step.kind) ? [...silences(walk, step, names, given)] : [];
  const shortfalls = silent.filter(({ key }) => !walk.told.has(key)).map(({ why }) => why);
  for (const { key } of silent) walk.told.add(key);
  const takes = step.kind === "analysis" && silent.length > 0 ? null : timeOf(walk, step, given, perDay, shortfalls);
  const after = { ...given, since: given.since + (takes ?? 0) };
  const metrics = traffic === undefined || !LASTS.has(step.kind) ? [] : toldBy(walk, names, after, traffic);
  return {
    after,
    foreseen: {
      id: step.id,
      kind: step.kind,
      environment: step.environment,
      line: step.line,
      weight: given.weight,
      takes,
      tasks: perDay === undefined ? null : tasksIn(after.since, perDay),
      metrics,
      shortfalls,
    },
  };
}

/** What was measured before a change says nothing of what is after it. */
function changedBy(step: RolloutStep, before: Given): Given {
  const weight = step.kind === "setWeight" ? step.weight : step.kind === "switch" ? 100 : before.weight;
  return weight !== before.weight || step.kind === "setValues" ? { weight, since: 0 } : before;
}

/** Whole tasks; a hair below one is one. */
const tasksIn = (span: Span, perDay: number): number => Math.floor((span * perDay) / DAY + 1e-6);
const timeFor = (tasks: number, perDay: number): Span => (tasks <= 0 ? 0 : Math.ceil((tasks / perDay) * DAY - 1e-3));

function timeOf(
  walk: Walk,
  step: RolloutStep,
  given: Given,
  perDay: number | undefined,
  shortfalls: string[],
): Span | null {
  switch (step.kind) {
    case "setWeight":
    case "setValues":
    case "switch":
      return 0;
    case "monitor":
      return step.duration;
    case "pause":
      return holdOf(walk, step, given, perDay, shortfalls);
    case "analysis":
      return analysisOf(walk, step, given, shortfalls);
    default:
      return null;
  }
}

function holdOf(
  { traffic }: Walk,
  { duration, minSamples, maxDuration, environment }: Extract<RolloutStep, { kind: "pause" }>,
  { weight, since }: Given,
  perDay: number | undefined,
  shortfalls: string[],
): Span | null {
  if (duration === undefined) return null;
  if (minSamples === 0) return duration;
  if (perDay === undefined) return null;
  const until = Math.max(0, timeFor(minSamples, perDay) - since);
  if (until <= duration) return duration;
  const daily = traffic(environment)?.perDay ?? 0;
  const runsDry = maxDuration !== undefined && until > maxDuration;
  const end = runsDry
    ? `The rollout pauses after ${showSpan(maxDuration)} for want of them`
    : `It takes ${showSpan(until)}`;
  const samples =
    perDay === 0
      ? `${inTasks(daily)}, none of which gets the release`
      : `${inTasks(daily)}, of which ${weight} % get the release, ${minSamples} take ${showSpan(timeFor(minSamples, perDay))}`;
  shortfalls.push(`the hold of ${showSpan(duration)} ends before its ${minSamples} samples: at ${samples}. ${end}`);
  return runsDry ? maxDuration : Number.isFinite(until) ? until : null;
}

const inTasks = (perDay: number): string => `${Number(perDay.toPrecision(3))} tasks a day`;

/** As long as the slowest of its metrics takes to say something, and to have been measured as often as it wants. */
function analysisOf(
  walk: Walk,
  { metrics, timeout, environment }: Extract<RolloutStep, { kind: "analysis" }>,
  { weight, since }: Given,
  shortfalls: string[],
): Span | null {
  const traffic = walk.traffic(environment);
  let longest = 0;
  for (const name of metrics) {
    const metric = walk.asked.get(name);
    const perDay = dailyOf(traffic, name, weight);
    const least = perDay === undefined ? 0 : (leastOf(walk, name, weight) ?? 0);
    const speaks = perDay === undefined ? 0 : timeFor(least, perDay) - since;
    if (speaks > timeout)
      shortfalls.push(
        `\`${name}\` says nothing before ${inNumber(least)}${whichTake(timeFor(least, perDay ?? 0))}: the \`timeout\` of ${showSpan(timeout)} is over before`,
      );
    longest = Math.max(longest, speaks, metric ? measuresFor(metric) : 0);
  }
  return longest > timeout ? null : longest;
}

/** Why a metric pauses the rollout; `key` is what need not be said again. */
interface Silence {
  readonly key: string;
  readonly why: string;
}

/** What says nothing when it is first looked at pauses the rollout, unless it may say nothing as often as it does. */
function* silences(walk: Walk, step: RolloutStep, names: readonly string[], given: Given): Generator<Silence> {
  for (const name of names) {
    const metric = walk.plan.metrics.find((one) => one.name === name);
    const written = walk.asked.get(name);
    if (!metric || !written || metric.dryRun) continue;
    const why = whySilent(walk, step, metric, written, given);
    if (why !== undefined) yield { key: `${name} at ${given.weight >= 100 ? "the end" : "the canary"}`, why };
  }
}

function whySilent(
  walk: Walk,
  step: RolloutStep,
  { name, inconclusiveLimit }: Metric,
  { initialDelay, interval }: WrittenMetric,
  { weight, since }: Given,
): string | undefined {
  const traffic = walk.traffic(step.environment);
  const perDay = dailyOf(traffic, name, weight);
  const delay = initialDelay === undefined ? 0 : readSpan(initialDelay);
  const first = since + delay;
  const tasks = perDay === undefined ? 0 : tasksIn(first, perDay);
  const least = leastOf(walk, name, weight);
  if (least === undefined || least <= tasks) return undefined;
  if (least === Infinity)
    return weight >= 100
      ? `\`${name}\` compares with stable, which nobody is given at 100 %: it says nothing, and the rollout pauses`
      : `\`${name}\` says nothing by any number of tasks, for none may fail: count failures instead, for the rollout pauses`;
  // Before any task has come it says nothing, however many come.
  if (perDay === undefined) return undefined;
  const speaks = timeFor(least, perDay);
  const says = `\`${name}\` says nothing before ${inNumber(least)}${whichTake(speaks)}`;
  if (inconclusiveLimit === null) {
    const over = since + longestWait(step, perDay);
    return speaks <= over
      ? undefined
      : `${says}, and has ${tasksIn(over, perDay)} when its time is over: the rollout pauses`;
  }
  const looks = looksBetween(first, speaks, interval);
  if (looks <= inconclusiveLimit) return undefined;
  return `${says}, and has ${tasks} when it is first asked: \`inconclusiveLimit: ${inconclusiveLimit}\` pauses the rollout`;
}

/** How long a step waits for a metric that says nothing; an analysis has its own time-out, which is told there. */
function longestWait(step: RolloutStep, perDay: number): Span {
  if (step.kind === "monitor") return step.duration;
  if (step.kind !== "pause" || step.duration === undefined) return Infinity;
  return step.maxDuration ?? Math.max(step.duration, timeFor(step.minSamples, perDay));
}

const inNumber = (tasks: number): string => (tasks === 1 ? "its first task" : `${tasks} tasks`);
const whichTake = (span: Span): string => (Number.isFinite(span) ? ` (after ${showSpan(span)})` : " (never)");

/** How often it says nothing: at least once, and for each interval once more. */
const looksBetween = (first: Span, speaks: Span, interval: string | undefined): number =>
  interval === undefined ? 1 : Math.ceil((speaks - first) / readSpan(interval));

const dailyOf = (traffic: Traffic | undefined, name: string, weight: Percent): number | undefined =>
  traffic && ((traffic.seen.get(name)?.perDay ?? traffic.perDay) * weight) / 100;

function toldBy(walk: Walk, names: readonly string[], { weight, since }: Given, traffic: Traffic) {
  return names.flatMap((name) => {
    const tasks = tasksIn(since, dailyOf(traffic, name, weight) ?? 0);
    const foreseen = walk.foresee(name, tasks, weight, traffic);
    return foreseen ? [{ name, tasks, ...foreseen }] : [];
  });
}
