import type { SerialPoint } from "../../../statistics/serial.ts";
import type { MetricVerdict } from "../../reconcile/evidence.ts";
import { showSpan } from "../../spec/duration.ts";
import type { Span } from "../../plan.ts";
import type { Figure, Instant } from "../../state.ts";
import { ofSeries } from "../condition.ts";
import { judgeByConditions } from "../judge-conditions.ts";
import { type MetricAsked, noData } from "../measurement.ts";
import type { AskedSeries, LookBack } from "./asked-series.ts";
import { takeNumber } from "./take-number.ts";

/** A series with its samples, in the order of their time. */
export interface SampledSeries {
  readonly asked: AskedSeries;
  readonly points: readonly SerialPoint[];
}

export interface SeriesWindow extends LookBack {
  readonly now: Instant;
  /** Samples before say nothing of what is given now. */
  readonly since: Instant;
  /** Where the newest sample of a series is older than this, there is no data. */
  readonly freshness?: Span;
}

/**
 * Judges what series come to by the conditions of a metric. Where they fail, it looks back as long as a failure has to
 * last: `since` when they have failed without a break, and when they last passed. A moment without samples is neither.
 */
export function judgeSeries(
  asked: MetricAsked,
  series: readonly SampledSeries[],
  { now, since, lasting, step, freshness }: SeriesWindow,
): MetricVerdict {
  const all = series.map(({ asked: one, points }) => ({
    asked: one,
    points: points.filter(({ at, value }) => at >= since && at <= now && !Number.isNaN(value)),
  }));
  const judge = judgeByConditions(asked, ofSeries(series.map(({ asked: { name } }) => name)));
  const judgeAt = (moment: Instant): MetricVerdict => {
    const numbers = all.map(({ asked: one, points }) => takeNumber(one, between(points, moment - one.over, moment)));
    const missing = numbers.filter((number) => typeof number === "string");
    if (missing.length > 0) return noData(asked, moment, missing.join(", "));
    const figures = numbers.filter((number) => typeof number !== "string");
    const values = Object.fromEntries(figures.map(({ name, value }) => [name, value]));
    return judge(values, { says: figures.map(showFigure).join(", "), figures }, moment);
  };
  const stale = all.find(({ points }) => freshness !== undefined && now - (points.at(-1)?.at ?? 0) > freshness);
  if (stale) return noData(asked, now, `${stale.asked.name}: no sample is newer than ${showSpan(freshness ?? 0)}`);
  const present = judgeAt(now);
  if (present.verdict !== "fail" || present.figures.length === 0) return present;
  const work = all.reduce((sum, { points }) => sum + points.length, 0);
  const every = Math.max(step, (lasting * work) / MOST_WORK);
  const first = Math.max(now - lasting, since);
  let begun = now;
  for (let moment = now - every; begun > first; moment -= every) {
    const at = Math.max(moment, first);
    const { verdict, figures } = judgeAt(at);
    if (verdict === "pass") return { ...present, since: begun, recovered: at };
    // Also where no data is a failure now, it was none then.
    if (verdict === "fail" && figures.length > 0) begun = at;
    if (at === first) break;
  }
  return { ...present, since: begun };
}

/** Samples that are looked at for one verdict, over all moments: what takes longer is looked at less often. */
const MOST_WORK = 20_000_000;

function between(points: readonly SerialPoint[], from: Instant, to: Instant): readonly SerialPoint[] {
  return points.slice(indexAfter(points, from), indexAfter(points, to));
}

/** How many of the points are not after an instant. */
function indexAfter(points: readonly SerialPoint[], instant: Instant): number {
  let [low, high] = [0, points.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((points[middle]?.at ?? 0) <= instant) low = middle + 1;
    else high = middle;
  }
  return low;
}

const showFigure = ({ name, value, n, low, high }: Figure): string =>
  `${name} ${short(value)} of ${n}${low === undefined || high === undefined ? "" : ` (${short(low)} to ${short(high)})`}`;

/** To five digits, as people read numbers. */
const short = (value: number): string => String(Number(value.toPrecision(5)));
