import type { MetricVerdict } from "../reconcile/evidence.ts";
import type { WrittenMetric } from "../spec/spec.ts";
import type { Figure, Instant, Judgement } from "../state.ts";

/** What a metric asks, with every default: a metric of a template, filled in. */
export interface MetricAsked {
  readonly name: string;
  readonly method: "threshold" | "sequential" | "fisher" | "mannWhitney";
  readonly successCondition?: string;
  readonly failureCondition?: string;
  readonly successWhen?: string;
  readonly min?: number;
  readonly of?: string;
  readonly quantile?: number;
  readonly max?: number;
  readonly alpha: number;
  readonly direction: "increase" | "decrease" | "either";
  readonly allowedIncrease: number;
  readonly onNoData: "inconclusive" | "fail";
}

/** A verdict of a metric, with the rule that it was found by. */
export const judged = (
  asked: MetricAsked,
  at: Instant,
  verdict: Judgement,
  why: string,
  figures: readonly Figure[] = [],
): MetricVerdict => ({ verdict, at, why, rule: ruleOf(asked), figures });

/** No data is never a success, and says so by its name. */
export const noData = (asked: MetricAsked, at: Instant, why: string): MetricVerdict =>
  judged(asked, at, asked.onNoData === "fail" ? "fail" : "noData", why);

/** By what a metric is judged, as people read it. */
function ruleOf(asked: MetricAsked): string {
  const { method, alpha, allowedIncrease, successCondition, failureCondition } = asked;
  switch (method) {
    case "threshold":
      return [
        ...(successCondition === undefined ? [] : [`success: ${successCondition}`]),
        ...(failureCondition === undefined ? [] : [`failure: ${failureCondition}`]),
      ].join("; ");
    case "sequential":
      return `sequential at ${alpha}: at most ${inPercent(mayFail(asked))} fail`;
    default:
      return `${method} at ${alpha}: no worse than stable${allowedIncrease === 1 ? "" : `, but for ${allowedIncrease} times`}`;
  }
}

/** The share of tasks that may fail: what is left by `min`, or by the quantile that has to keep to `max`. */
export const mayFail = ({ min, quantile }: Pick<MetricAsked, "min" | "quantile">): number =>
  1 - (min ?? quantile ?? 0.95);

/** What a metric of a template asks for, under the name that the plan has for it. */
export function askedOf(name: string, metric: WrittenMetric): MetricAsked {
  const { method, successCondition, failureCondition, objective, alpha, direction, effectSize, onNoData } = metric;
  return {
    name,
    method,
    ...(successCondition !== undefined && { successCondition }),
    ...(failureCondition !== undefined && { failureCondition }),
    ...objective,
    alpha,
    direction,
    allowedIncrease: effectSize?.allowedIncrease ?? 1,
    onNoData,
  };
}

/** A share as people read it. */
export const inPercent = (share: number): string => `${(100 * share).toFixed(1)} %`;
