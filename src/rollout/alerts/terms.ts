import type { ExpressionTree } from "../../conditions/expression-tree.ts";
import { isDuration, readSpan } from "../spec/duration.ts";
import { type AskedSeries, seriesOf } from "../analysis/series/asked-series.ts";
import type { WrittenMetric } from "../spec/spec.ts";
import type { Term } from "./promql.ts";
import { showPromSpan } from "./prom-span.ts";

/** In alerts each name is a series; `increase(name, duration("15m"))` is by how much it rose. */
export function seriesTerm(tree: ExpressionTree): Term | undefined {
  if (tree.is === "name") return { name: tree.name };
  if (tree.is !== "call" || tree.name !== "increase" || tree.given.length !== 2) return undefined;
  const [of, over] = tree.given;
  const span = over?.is === "call" && over.name === "duration" && over.given.length === 1 ? over.given[0] : undefined;
  return of?.is === "name" && span?.is === "text" && isDuration(span.value)
    ? { name: of.name, over: readSpan(span.value) }
    : undefined;
}

/** Of an alert with several thresholds the condition of one: `threshold` is a number. */
export function withThreshold(tree: ExpressionTree, threshold: number): ExpressionTree {
  if (tree.is === "name" && tree.name === THRESHOLD)
    return { is: "number", value: threshold, whole: false, column: tree.column };
  return tree.is === "operation"
    ? { ...tree, operands: tree.operands.map((one) => withThreshold(one, threshold)) }
    : tree;
}
export const THRESHOLD = "threshold";

/** In metrics `value` and `result[0]` are what the query of the metric gives. */
export const resultTerm =
  (name: string) =>
  (tree: ExpressionTree): Term | undefined => {
    if (tree.is === "name" && tree.name === "value") return { name };
    if (tree.is !== "operation" || tree.operator !== "[]") return undefined;
    const [of, index] = tree.operands;
    return of?.is === "name" && of.name === "result" && index?.is === "number" && index.value === 0
      ? { name }
      : undefined;
  };

/** In metrics with `series` each name is what one of them comes to. */
export const metricSeriesTerm =
  (name: string, series: NonNullable<WrittenMetric["series"]>) =>
  (tree: ExpressionTree): Term | undefined =>
    tree.is === "name" && Object.hasOwn(series, tree.name) ? { name: seriesKey(name, tree.name) } : undefined;

const seriesKey = (metric: string, series: string): string => `${metric}:${series}`;

/** The queries of a metric as they are written, by its terms. */
export const writtenQueries = (name: string, metric: WrittenMetric): readonly (readonly [string, string])[] =>
  metric.series
    ? Object.entries(metric.series).map(([one, { of }]) => [seriesKey(name, one), of] as const)
    : queriesOf(name, metric);

/** What Prometheus is asked for each term of a metric. */
export const queriesOf = (name: string, metric: WrittenMetric): readonly (readonly [string, string])[] =>
  metric.series
    ? seriesOf(metric).map((one) => [seriesKey(name, one.name), takenIn(one)] as const)
    : [[name, String(metric.provider["prometheus"]?.["query"])]];

/** What a series comes to, in PromQL. */
function takenIn({ of, over, take, share }: AskedSeries): string {
  const range = `(${of}${of.includes("#") ? "\n" : ""})[${showPromSpan(over)}:]`;
  switch (take) {
    case "mean":
      return `avg_over_time(${range})`;
    case "quantile":
      return `quantile_over_time(${share}, ${range})`;
    case "growth":
      return `deriv(${range}) * 3600`;
    default:
      return `stddev_over_time(${range}) / abs(avg_over_time(${range}))`;
  }
}
