import { layerAt, originAt } from "../../config/layer.ts";
import { type ConfigProblem, problemAt } from "../../config/origin.ts";
import { heldFor, type Plan, type RolloutStep } from "../plan.ts";
import { LEAST_RUNS_OF_GROWTH } from "../analysis/judge-burn-in.ts";
import { type DraftedStep, isOutside, isStaging } from "./draft-steps.ts";
import { watchOf } from "./step-action.ts";
import { showSpan, readSpan } from "./duration.ts";
import type { RolloutSpec } from "./spec.ts";
import { twice } from "./wrong-names.ts";

/** What is wrong with steps that each keep to their schema: those that contradict themselves or each other. */
export function* checkSteps(spec: RolloutSpec, plan: Plan, steps: readonly DraftedStep[]): Generator<ConfigProblem> {
  yield* wrongStrategies(spec);
  const staging = [...wrongStaging(steps)];
  yield* staging;
  if (staging.length === 0) yield* wrongWeights(spec, steps);
  for (const { step, at } of steps)
    for (const message of [...wrongPause(step), ...wrongBurnIn(step)]) yield problemAt(at, message);
  yield* wrongBenchmarks(spec, steps);
  yield* wrongMonitoring(spec);
  yield* tooLong(spec, plan);
}

function* wrongStrategies({ spec, layer }: RolloutSpec): Generator<ConfigProblem> {
  if (spec.strategy && spec.sequence)
    yield problemAt(originAt(layer, ["sequence"]), "a rollout has a `strategy` or a `sequence`: write one of the two");
  const all = spec.strategy ? [{ strategy: spec.strategy, keys: ["strategy"] }] : [];
  const elements = (spec.sequence ?? []).map((one, index) => ({
    ...one,
    keys: ["sequence", String(index), "strategy"],
  }));
  for (const { strategy, keys } of [...all, ...elements]) {
    if (strategy.canary && strategy.blueGreen)
      yield problemAt(
        originAt(layer, [...keys, "blueGreen"]),
        "a strategy has a `canary` or a `blueGreen`: write one of the two",
      );
    for (const kind of ["staging", "canary"] as const) {
      const part = strategy[kind];
      if (!part) continue;
      const { analysis, steps } = part;
      if (analysis && analysis.startingStep >= steps.length)
        yield problemAt(
          originAt(layer, [...keys, kind, "analysis", "startingStep"]),
          `there are ${steps.length} steps, the last is ${steps.length - 1}: it would never be judged`,
        );
    }
  }
  for (const path of stepLists(spec)) {
    const list = layerAt(layer, path);
    for (const item of list?.kind === "list" ? list.items : []) {
      const actions = item.kind === "map" ? [...item.entries.keys()].filter((key) => key !== "prerequisites") : [];
      if (actions.length > 1)
        yield problemAt(
          item.origin,
          `a step does one thing: make ${actions.length} steps of ${actions.map((one) => `\`${one}\``).join(" and ")}`,
        );
    }
  }
}

const inStrategy = (keys: readonly string[]): readonly (readonly string[])[] =>
  ["staging", "canary"].map((kind) => [...keys, kind, "steps"]);

/** The ways to all lists of steps. */
function stepLists({ strategy, sequence = [] }: RolloutSpec["spec"]): readonly (readonly string[])[] {
  return [
    ...(strategy ? inStrategy(["strategy"]) : []),
    ...sequence.flatMap((_, index) => {
      const keys = ["sequence", String(index)];
      return [...inStrategy([...keys, "strategy"]), [...keys, "gate"]];
    }),
  ];
}

/** All of staging gets a release unasked: it cannot be where those are who have to be asked. */
function* wrongStaging(steps: readonly DraftedStep[]): Generator<ConfigProblem> {
  const asked = new Set(steps.flatMap(({ step }) => (isOutside(step) ? [step.environment] : [])));
  for (const { step, environmentAt } of steps)
    if (isStaging(step) && (asked.has(step.environment) || step.environment === "production"))
      yield problemAt(
        environmentAt,
        `staging cannot be \`${step.environment}\`: all of it gets the release before anybody is asked`,
      );
}

/** A weight that falls would take the release away from tasks that have it: that is what a rollback is for. */
function* wrongWeights({ spec, layer }: RolloutSpec, steps: readonly DraftedStep[]): Generator<ConfigProblem> {
  const weights = new Map<string, number>();
  const canaries = new Set<string>();
  let last: DraftedStep | undefined;
  for (const drafted of steps) {
    const { step, at } = drafted;
    if (step.kind === "switch") weights.set(step.environment, 100);
    if (step.kind !== "setWeight") continue;
    const before = weights.get(step.environment) ?? 0;
    if (step.weight < before)
      yield problemAt(at, `the weight falls from ${before} to ${step.weight}: weights only rise, or stay as they are`);
    weights.set(step.environment, step.weight);
    if (!isStaging(step)) {
      canaries.add(step.environment);
      last = drafted;
    }
  }
  for (const environment of canaries) {
    const weight = weights.get(environment) ?? 0;
    if (weight < 100 && last)
      yield problemAt(last.at, `the rollout ends with ${weight} % of \`${environment}\`: add \`- setWeight: 100\``);
  }
  const strategies = [spec.strategy ?? [], ...(spec.sequence ?? []).map(({ strategy }) => strategy)].flat();
  for (const [index, { canary }] of strategies.entries())
    if (canary && canary.steps.every(({ setWeight }) => setWeight === undefined)) {
      const keys = spec.strategy ? ["strategy"] : ["sequence", String(index), "strategy"];
      yield problemAt(
        originAt(layer, [...keys, "canary", "steps"]),
        "nobody ever gets the release: add `- setWeight: 10`",
      );
    }
}

function* wrongPause(step: RolloutStep): Generator<string> {
  if (step.kind !== "pause") return;
  const { duration, maxDuration, minSamples, timeout } = step;
  if (duration === undefined && (maxDuration !== undefined || minSamples > 0))
    yield "`minSamples` and `maxDuration` are about a pause with a `duration`: give it one";
  if (duration !== undefined && timeout !== undefined)
    yield "`timeout` is about a pause that waits for somebody: leave out `timeout` or `duration`";
  if (duration !== undefined && maxDuration !== undefined && maxDuration <= duration)
    yield `\`maxDuration\` is no longer than \`duration\`: write more than ${showSpan(duration)}`;
}

function* wrongBurnIn(step: RolloutStep): Generator<string> {
  if (step.kind !== "burnIn") return;
  const { duration, every, maxDuration, limits } = step;
  const runs = Math.ceil(duration / every);
  if (every > duration)
    yield `in ${showSpan(duration)} its job would run once: let \`every\` be ${showSpan(duration)} or less`;
  else if (runs < LEAST_RUNS_OF_GROWTH && limits.some(({ maxGrowth }) => maxGrowth !== undefined))
    yield `${runs} runs show no growth: let \`every\` be ${showSpan(Math.floor(duration / LEAST_RUNS_OF_GROWTH))} or less`;
  if (runs > MOST_RUNS) yield `its job would run ${runs} times: let it run ${MOST_RUNS} times at most`;
  if (maxDuration <= duration)
    yield `\`maxDuration\` is no longer than \`duration\`: write more than ${showSpan(duration)}`;
  const names = limits.map(({ of }) => of);
  const again = names.find((name, index) => names.indexOf(name) < index);
  if (again !== undefined) yield `there are two limits of \`${again}\`: make them one`;
}
/** Each is remembered in the state. */
const MOST_RUNS = 500;

/** The first of a list says which job runs; two of one name would be one baseline. */
function* wrongBenchmarks({ spec, layer }: RolloutSpec, drafted: readonly DraftedStep[]): Generator<ConfigProblem> {
  for (const path of stepLists(spec)) {
    const list = layerAt(layer, path);
    for (const item of list?.kind === "list" ? list.items : []) {
      const first = layerAt(item, ["benchmarks", "0"]);
      if (first && !layerAt(first, ["job"])) yield problemAt(first.origin, "nothing says which `job` prints it");
    }
  }
  const names = new Set<string>();
  for (const { step, at } of drafted)
    for (const { name } of step.kind === "benchmark" ? step.benchmarks : []) {
      if (names.has(name)) yield problemAt(at, `\`${name}\` is measured twice in its stage: leave one out`);
      names.add(name);
    }
}

function* wrongMonitoring({ spec: { monitoring }, layer }: RolloutSpec): Generator<ConfigProblem> {
  if (!monitoring) return;
  const { duration, schedule = [] } = monitoring;
  const sum = schedule.reduce((total, { for: time }) => total + readSpan(time), 0);
  if (duration !== undefined && schedule.length > 0 && readSpan(duration) !== sum)
    yield problemAt(
      originAt(layer, ["monitoring", "duration"]),
      `the schedule is ${showSpan(sum)}, not ${duration}: leave out \`duration\``,
    );
  const names = monitoring.checkpoints.map(({ name }) => name);
  yield* twice(names, (index) => originAt(layer, ["monitoring", "checkpoints", index, "name"]));
  const all = watchOf(monitoring).duration;
  for (const [index, { after }] of monitoring.checkpoints.entries())
    if (readSpan(after) > all)
      yield problemAt(
        originAt(layer, ["monitoring", "checkpoints", String(index), "after"]),
        `the release is watched for ${showSpan(all)}: it would never be reached`,
      );
  for (const [index, { for: time, every }] of schedule.entries())
    if (readSpan(every) > readSpan(time))
      yield problemAt(
        originAt(layer, ["monitoring", "schedule", String(index), "every"]),
        `in ${time} it would never be looked at every ${every}`,
      );
}

/** What only waits must leave time before the deadline: else a rollout that goes well ends there. */
function* tooLong({ layer }: RolloutSpec, { steps, deadline }: Plan): Generator<ConfigProblem> {
  const holds = steps.map(heldFor);
  const sum = holds.reduce((total, one) => total + one, 0);
  if (sum >= deadline)
    yield problemAt(
      originAt(layer, ["progressDeadlineSeconds"]),
      `its pauses alone take ${showSpan(sum)}, and \`progressDeadlineSeconds\` is ${deadline / 1000}: write more than ${sum / 1000}`,
    );
}
