import type { Span } from "../../plan.ts";
import { readSpan } from "../../spec/duration.ts";
import type { WrittenMetric } from "../../spec/spec.ts";

/** Samples over a time, and the number that they are made to. */
export interface AskedSeries {
  /** What conditions call that number. */
  readonly name: string;
  /** A number of the records, or PromQL. */
  readonly of: string;
  readonly over: Span;
  readonly take: "mean" | "quantile" | "growth" | "variation";
  /** Of `quantile`. */
  readonly share: number;
}

/** The series of a metric; none where it has no `series`. */
export const seriesOf = ({ series = {} }: Pick<WrittenMetric, "series">): readonly AskedSeries[] =>
  Object.entries(series).map(([name, { of, over, take = "mean", quantile = 0.5 }]) => ({
    name,
    of,
    over: readSpan(over),
    take,
    share: quantile,
  }));

/** How far back a metric looks, and in what steps: as often as it would have been measured, within bounds. */
export interface LookBack {
  /** For how long a failure has to last. */
  readonly lasting: Span;
  readonly step: Span;
}

const FEWEST_STEPS = 10;
const MOST_STEPS = 500;
const MINUTE = 60_000;

export function lookBackOf({ for: lasting, interval }: Pick<WrittenMetric, "for" | "interval">): LookBack {
  const span = lasting === undefined ? 0 : readSpan(lasting);
  const step = interval === undefined ? MINUTE : readSpan(interval);
  if (span === 0) return { lasting: span, step };
  return { lasting: span, step: Math.max(Math.min(step, span / FEWEST_STEPS), span / MOST_STEPS) };
}
