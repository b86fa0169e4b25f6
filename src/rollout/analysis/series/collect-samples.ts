import type { SerialPoint } from "../../../statistics/serial.ts";
import type { TaskJudge } from "../judge-tasks.ts";
import type { MetricAsked } from "../measurement.ts";
import { taskNumber } from "../task-number.ts";
import type { AskedSeries } from "./asked-series.ts";
import { judgeSeries, type SeriesWindow } from "./judge-series.ts";

/** Takes samples of the canary one after the other, in any order, and judges the series that they make. */
export function collectSamples(asked: MetricAsked, series: readonly AskedSeries[], window: SeriesWindow): TaskJudge {
  const sampled = series.map((one) => ({ asked: one, points: [] as SerialPoint[] }));
  const earliest = Math.max(window.since, window.now - window.lasting - Math.max(...series.map(({ over }) => over)));
  return {
    take: ({ variant, at, task }) => {
      if (variant !== "canary" || at < earliest) return;
      const source = typeof task["source"] === "string" ? task["source"] : "";
      for (const { asked: one, points } of sampled) {
        const value = taskNumber(task, one.of);
        if (value !== undefined) points.push({ at, value, source });
      }
    },
    verdict: () => {
      for (const { points } of sampled) points.sort((a, b) => a.at - b.at);
      return judgeSeries(asked, sampled, window);
    },
  };
}
