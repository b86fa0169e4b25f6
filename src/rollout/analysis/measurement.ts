import type { MetricVerdict } from "../reconcile/evidence.ts";
import type { WrittenMetric } from "../spec/spec.ts";
import type { Instant } from "../state.ts";

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

/** No data is never a success, and says so by its name. */
export const noData = (asked: Pick<MetricAsked, "onNoData">, at: Instant, why: string): MetricVerdict => ({
  verdict: asked.onNoData === "fail" ? "fail" : "noData",
  at,
  why,
});

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
