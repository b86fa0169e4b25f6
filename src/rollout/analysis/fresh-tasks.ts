import { readSpan, showSpan } from "../spec/duration.ts";
import type { WrittenMetric } from "../spec/spec.ts";
import type { Span } from "../plan.ts";
import type { Instant } from "../state.ts";
import type { TaskJudge } from "./judge-tasks.ts";
import { type MetricAsked, noData } from "./measurement.ts";

const DAY = 86_400_000;

/** How old the newest task may be, where a metric does not say so. */
export const freshnessOf = ({ freshness }: Pick<WrittenMetric, "freshness">): Span =>
  freshness === undefined ? DAY : readSpan(freshness);

/**
 * The same judge, for whom tasks that all ended too long ago are no data: they say nothing of what is now. What has
 * failed has failed.
 */
export function freshTasks(asked: MetricAsked, judge: TaskJudge, freshness: Span, now: Instant): TaskJudge {
  let newest: Instant | undefined;
  return {
    take: (record) => {
      if (record.variant === "canary") {
        // What says that it ends after now says nothing of when it ended.
        const known = record.ended > now ? record.at : record.ended;
        if (newest === undefined || known > newest) newest = known;
      }
      judge.take(record);
    },
    verdict: (at) => {
      const found = judge.verdict(at);
      if (found.verdict === "fail" || newest === undefined || now - newest <= freshness) return found;
      const why = `the newest task of the canary ended ${showSpan(now - newest)} ago, more than ${showSpan(freshness)}`;
      return { ...noData(asked, at, why), figures: found.figures };
    },
  };
}
