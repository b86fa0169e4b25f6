import type { Plan, RolloutStep } from "../../src/rollout/plan.ts";
import type { RolloutEvidence } from "../../src/rollout/reconcile/evidence.ts";
import { readingsIn } from "../../src/rollout/reconcile/trials.ts";
import type { RolloutState } from "../../src/rollout/state.ts";

/** What the jobs of burn-ins and benchmarks print where all is well: numbers just within what they keep to. */
export function goodReadings(plan: Plan, state: RolloutState | null): RolloutEvidence["readings"] {
  return Object.fromEntries(
    plan.steps.flatMap((step) =>
      step.kind === "burnIn" || step.kind === "benchmark"
        ? [[step.id, { run: state === null ? 0 : runOf(state, step), end: { values: valuesOf(step) } }] as const]
        : [],
    ),
  );
}

/** A step that is not yet there begins with its first run. */
const runOf = (state: RolloutState, step: RolloutStep): number => readingsIn(state, step).length;

function valuesOf(step: RolloutStep): Readonly<Record<string, number>> {
  if (step.kind === "burnIn") return Object.fromEntries(step.limits.map(({ of, max, min }) => [of, max ?? min ?? 0]));
  return step.kind === "benchmark" ? Object.fromEntries(step.benchmarks.map(({ name, target }) => [name, target])) : {};
}
