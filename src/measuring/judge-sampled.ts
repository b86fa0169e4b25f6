import { askRange } from "../host/measuring/ask-web.ts";
import { judged, type MetricAsked, noData } from "../rollout/analysis/measurement.ts";
import { type AskedSeries, lookBackOf, seriesOf } from "../rollout/analysis/series/asked-series.ts";
import { judgeSeries, type SampledSeries, type SeriesWindow } from "../rollout/analysis/series/judge-series.ts";
import type { MetricVerdict } from "../rollout/reconcile/evidence.ts";
import { readSpan } from "../rollout/spec/duration.ts";
import type { WrittenMetric } from "../rollout/spec/spec.ts";
import { addressOf, type MeasuredFrom } from "./ask-provider.ts";
import type { RolloutMoment } from "./rollout-moment.ts";

/** Over which time the series of a metric are looked at. */
export const windowOf = (metric: WrittenMetric, { now, since }: RolloutMoment): SeriesWindow => ({
  ...lookBackOf(metric),
  now,
  since,
  ...(metric.freshness !== undefined && { freshness: readSpan(metric.freshness) }),
});

/** Judges the series of a metric by what Prometheus has of each. */
export async function judgeSampled(
  { env }: MeasuredFrom,
  asked: MetricAsked,
  metric: WrittenMetric,
  moment: RolloutMoment,
): Promise<MetricVerdict> {
  const { now } = moment;
  const window = windowOf(metric, moment);
  const address = addressOf(env, metric.provider["prometheus"]?.["address"]);
  const sampled: SampledSeries[] = [];
  for (const series of seriesOf(metric)) {
    const answered = await askRange(address, series.of, rangeOf(series, window));
    if (answered.is === "error") return judged(asked, now, "error", `${series.name}: ${answered.why}`);
    if (answered.is === "nothing") return noData(asked, now, `${series.name}: ${answered.why}`);
    sampled.push({ asked: series, points: answered.points });
  }
  return judgeSeries(asked, sampled, window);
}

/** As many samples of each series say all that an interval can. */
const SAMPLES = 120;
/** Prometheus answers with 11,000 at most. */
const MOST_SAMPLES = 10_000;
const SHORTEST = 15_000;

function rangeOf({ over }: AskedSeries, { now, since, lasting }: SeriesWindow) {
  const start = Math.max(since, now - lasting - over);
  return { start, end: now, step: Math.max(SHORTEST, over / SAMPLES, (lasting + over) / MOST_SAMPLES) };
}
