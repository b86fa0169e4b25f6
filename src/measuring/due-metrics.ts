import type { Plan } from "../rollout/plan.ts";
import { isDue } from "../rollout/reconcile/metrics.ts";
import { readSpan } from "../rollout/spec/duration.ts";
import type { WrittenMetric } from "../rollout/spec/spec.ts";
import type { Instant, RolloutState } from "../rollout/state.ts";

/** Those of the metrics that are to be measured now. */
export const dueMetrics = (
  metrics: ReadonlyMap<string, WrittenMetric>,
  plan: Plan,
  state: RolloutState,
  now: Instant,
): ReadonlyMap<string, WrittenMetric> =>
  new Map([...metrics].filter(([name, metric]) => isDue(plan, state, name, now, spansOf(metric))));

const spansOf = ({ interval, initialDelay }: WrittenMetric) => ({
  interval: interval === undefined ? 0 : readSpan(interval),
  delay: initialDelay === undefined ? 0 : readSpan(initialDelay),
});
