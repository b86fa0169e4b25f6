import type { MetricVerdict } from "../reconcile/evidence.ts";
import type { Instant } from "../state.ts";
import { OF_RESULT } from "./condition.ts";
import { judgeByConditions } from "./judge-conditions.ts";
import { judged, type MetricAsked, noData } from "./measurement.ts";

/** What a provider answered: numbers, nothing, or why it could not be asked. */
export type ProviderAnswer =
  | { readonly is: "values"; readonly values: readonly number[] }
  | { readonly is: "nothing"; readonly why: string }
  | { readonly is: "error"; readonly why: string };

/** So many numbers of a longer answer are shown. */
const SHOWN = 5;

/** Judges what a provider answered by the conditions of a metric. NaN is no data: neither above nor below anything. */
export function judgeValue(asked: MetricAsked, answered: ProviderAnswer, at: Instant): MetricVerdict {
  if (answered.is === "error") return judged(asked, at, "error", answered.why);
  if (answered.is === "nothing") return noData(asked, at, answered.why);
  const { values } = answered;
  const [value] = values;
  if (value === undefined || !values.every(Number.isFinite)) return noData(asked, at, "no number");
  const shown = values.slice(0, SHOWN);
  const says = values.length === 1 ? String(value) : `[${shown.join(", ")}${values.length > SHOWN ? ", …" : ""}]`;
  const figures = shown.map((one, index) => ({
    name: values.length === 1 ? "value" : `result[${index}]`,
    value: one,
    n: 1,
  }));
  return judgeByConditions(asked, OF_RESULT)({ result: values, value }, { says, figures }, at);
}
