import { originAt } from "../../config/layer.ts";
import { type ConfigProblem, problemAt } from "../../config/origin.ts";
import type { Plan, Prerequisite, ReleaseTarget } from "../plan.ts";
import { checkSteps } from "./check-steps.ts";
import { readSpan } from "./duration.ts";
import { type DraftedStep, draftSteps } from "./draft-steps.ts";
import type { RolloutSpec, WrittenMetric, WrittenTarget } from "./spec.ts";
import { twice, unknownName } from "./wrong-names.ts";
import { type Measuring, useTemplates } from "./use-templates.ts";

interface Draft {
  readonly plan: Plan;
  readonly asked: ReadonlyMap<string, WrittenMetric>;
  readonly problems: readonly ConfigProblem[];
}

/** A specification as a plan, and what of it contradicts itself or names what is not there. */
export function draftPlan(spec: RolloutSpec): Draft {
  const { name, digest, spec: written } = spec;
  const measured: Measuring = { metrics: new Map(), asked: new Map(), problems: [] };
  const steps = draftSteps(spec, measured);
  const last = steps.at(-1)?.step.environment ?? "";
  const chosen = (key: "complete" | "pivot"): readonly string[] =>
    useTemplates(spec, written.outcome[key] ?? { args: [] }, { keys: ["outcome", key], environment: last }, measured);
  const outcome = { complete: chosen("complete"), pivot: chosen("pivot") };
  const { flagd } = written.routing;
  const plan: Plan = {
    name,
    digest,
    steps: steps.map(({ step }) => step),
    metrics: [...measured.metrics.values()],
    prerequisites: written.prerequisites.flatMap(({ name: one, environment, job }): readonly Prerequisite[] => {
      if (environment !== undefined) return [{ name: one, kind: "environment", environment }];
      return job ? [{ name: one, kind: "job", command: job.command, timeout: readSpan(job.timeout) }] : [];
    }),
    environments: Object.entries(written.environments).map(([environment, { target }]) => ({
      name: environment,
      target: targetOf(target),
      flagKey: `${flagd.flagKey ?? name}.${environment}`,
      exclude: flagd.exclude,
    })),
    lease: readSpan(flagd.leaseDuration),
    onNewRelease: written.onNewRelease,
    deadline: written.progressDeadlineSeconds * 1000,
    waits: {
      begin: readSpan(written.waits.begin),
      decision: readSpan(written.waits.decision),
      onTimeout: written.waits.onTimeout,
    },
    rollback: {
      target: readSpan(written.rollback.rollbackTimeTarget),
      stepDownTarget: readSpan(written.rollback.stepDownTimeTarget),
      inFlight: written.rollback.inFlight,
      automatic: written.rollback.automatic,
      window: written.rollbackWindow.revisions,
    },
    escalation: written.escalation,
    outcome,
    ...(written.decommissionAfter !== undefined && { decommissionAfter: readSpan(written.decommissionAfter) }),
    historyLimit: written.revisionHistoryLimit,
  };
  return {
    plan,
    asked: measured.asked,
    problems: [...measured.problems, ...wrongNames(spec, steps), ...checkSteps(spec, plan, steps)],
  };
}

function targetOf({ directory, git, marketplace, command }: WrittenTarget): ReleaseTarget {
  if (directory) return { kind: "directory", ...directory };
  if (git) return { kind: "git", ...git };
  if (marketplace) return { kind: "marketplace", ...marketplace };
  return { kind: "command", command: command?.command ?? [], timeout: readSpan(command?.timeout ?? "10m") };
}

/** Environments, prerequisites and parts of a sequence that are called by a name which nothing has, or two have. */
function* wrongNames({ spec, layer }: RolloutSpec, steps: readonly DraftedStep[]): Generator<ConfigProblem> {
  const environments = Object.keys(spec.environments);
  for (const { step, environmentAt } of steps)
    if (!environments.includes(step.environment))
      yield unknownName(environmentAt, "environment", step.environment, environments);
  const names = spec.prerequisites.map(({ name }) => name);
  for (const { step, needsAt } of steps)
    for (const [index, need] of step.needs.entries())
      if (!names.includes(need)) yield unknownName(needsAt(index), "prerequisite", need, names);
  yield* twice(names, (index) => originAt(layer, ["prerequisites", index, "name"]));
  for (const [index, { environment, job }] of spec.prerequisites.entries())
    if (environment !== undefined && job)
      yield problemAt(
        originAt(layer, ["prerequisites", String(index)]),
        "it is met by an `environment` or by a `job`: write one of the two",
      );
  const elements = (spec.sequence ?? []).map(({ name }) => name);
  yield* twice(elements, (index) => originAt(layer, ["sequence", index, "name"]));
  const targets = Object.values(spec.environments).map(({ target }) => JSON.stringify(target));
  for (const [index, environment] of environments.entries()) {
    const first = targets.indexOf(targets[index] ?? "");
    if (first < index)
      yield problemAt(
        originAt(layer, ["environments", environment, "target"]),
        `\`${environment}\` and \`${environments[first]}\` have one target: a release of one would be that of the other`,
      );
  }
}

/** A specification that `readSpec` gave → how it is walked. */
export const toPlan = (spec: RolloutSpec): Plan => draftPlan(spec).plan;

/** How each metric of its plan is measured, by the name that the plan has for it. */
export const measuringOf = (spec: RolloutSpec): ReadonlyMap<string, WrittenMetric> => draftPlan(spec).asked;
