import type { Metric, Plan, RolloutStep, Span } from "../plan.ts";
import type { RolloutState } from "../state.ts";

const FOR_EVER: Span = 1e12;
/** Two, so that there is one to step down to. */
export const DRILL_WEIGHTS = [10, 50] as const;
/** More failures than may be are not waited for. */
export const MOST_FAILURES = 50;
/** For each failure that may be, and a few for a grace. */
export const ticksFor = ({ failureLimit }: Metric): number => (failureLimit ?? 0) + 5;

/** The weights, and a hold in which the metric is looked at. */
export function drillPlan(
  plan: Plan,
  environment: string,
  metric: Metric,
  { grace, between }: { readonly grace: Span; readonly between: Span },
): Plan {
  const base = { stage: "drill", environment, line: 1, needs: [], watches: [] };
  const weights = DRILL_WEIGHTS.map((weight, index): RolloutStep => ({
    ...base,
    id: `drill/${index + 1}`,
    kind: "setWeight",
    weight,
  }));
  const hold: RolloutStep = {
    ...base,
    id: "drill/3",
    kind: "pause",
    minSamples: 0,
    timeout: FOR_EVER,
    onTimeout: "hold",
    watches: [metric.name],
  };
  return {
    ...plan,
    steps: [...weights, hold],
    metrics: [metric],
    prerequisites: [],
    environments: plan.environments.filter(({ name }) => name === environment),
    outcome: { complete: [], pivot: [] },
    lease: Math.max(plan.lease, 2 * (grace + between)),
    deadline: FOR_EVER,
  };
}

/** Whether the rollout has done what the metric says shall follow. */
export function isAnswered(state: RolloutState | null, { onFailure }: Metric): boolean {
  const phase = state?.phase;
  if (!phase) return false;
  if (phase.name === "Paused") return phase.reason === "SteppedDown" || phase.reason === "MetricFailed";
  return onFailure !== "pause" && ["RollingBack", "Degraded", "Failed", "Frozen"].includes(phase.name);
}
