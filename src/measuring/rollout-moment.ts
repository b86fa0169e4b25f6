import type { Percent, Plan } from "../rollout/plan.ts";
import type { Wanted } from "../rollout/analysis/task-record.ts";
import type { Instant, RolloutState } from "../rollout/state.ts";

/** Of which attempt something is measured, and when. */
export interface RolloutMoment extends Wanted {
  /** The share of the tasks that get the canary. */
  readonly weight: Percent;
  /** The step by its id; empty once all are done. */
  readonly step: string;
}

/** The moment in which a rollout is. */
export function momentOf(plan: Plan, state: RolloutState, now: Instant): RolloutMoment {
  const { id, release, changedAt: since } = state;
  const step = plan.steps[state.step];
  const { weight = 0, stable = null } = state.environments[step?.environment ?? ""] ?? {};
  const elsewhere = step ? plan.environments.map(({ name }) => name).filter((name) => name !== step.environment) : [];
  return { id, release, stable, elsewhere, since, now, weight, step: step?.id ?? "" };
}
