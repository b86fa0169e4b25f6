import type { MetricRecord, RolloutState } from "../state.ts";

const NOTHING: MetricRecord = {
  at: -1,
  verdict: "noData",
  taken: 0,
  failures: 0,
  failingSince: null,
  failuresInRow: 0,
  passesInRow: 0,
  inconclusive: 0,
  errors: 0,
  rule: "",
  why: "not measured yet",
  figures: [],
};

/** What has been of a metric; of one that nobody measured, nothing. */
export const metricRecord = (state: RolloutState, name: string): MetricRecord =>
  (Object.hasOwn(state.metrics, name) ? state.metrics[name] : undefined) ?? NOTHING;
