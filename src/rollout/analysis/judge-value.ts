import { compileExpression } from "../../conditions/cel.ts";
import type { MetricVerdict } from "../reconcile/evidence.ts";
import type { Instant } from "../state.ts";
import { type MetricAsked, noData } from "./measurement.ts";

/** What a provider answered: numbers, nothing, or why it could not be asked. */
export type ProviderAnswer =
  | { readonly is: "values"; readonly values: readonly number[] }
  | { readonly is: "nothing"; readonly why: string }
  | { readonly is: "error"; readonly why: string };

const RESULT = { types: {}, variables: { result: "dyn", value: "dyn" } };

/**
 * Judges what a provider answered by the conditions of a metric: `result` is all of it, `value` the first. Both
 * conditions or neither is inconclusive. NaN is no data: it is neither above nor below anything.
 */
export function judgeValue(asked: MetricAsked, answered: ProviderAnswer, at: Instant): MetricVerdict {
  if (answered.is === "error") return { verdict: "error", at, why: answered.why };
  if (answered.is === "nothing") return noData(asked, at, answered.why);
  const { values } = answered;
  const [value] = values;
  if (value === undefined || !values.every(Number.isFinite)) return noData(asked, at, "no number");
  const holds = (condition: string | undefined): boolean | undefined => {
    if (condition === undefined) return undefined;
    const compiled = compileExpression(condition, RESULT);
    const found = compiled.ok ? compiled.holds({ result: values, value }) : undefined;
    return found?.ok === true ? found.value : undefined;
  };
  const says =
    values.length === 1 ? String(value) : `[${values.slice(0, 5).join(", ")}${values.length > 5 ? ", …" : ""}]`;
  const { successCondition, failureCondition } = asked;
  const [succeeds, fails] = [holds(successCondition), holds(failureCondition)];
  const unsaid =
    (successCondition !== undefined && succeeds === undefined) ||
    (failureCondition !== undefined && fails === undefined);
  if (unsaid) return { verdict: "error", at, why: `${says}: the condition cannot be asked of it` };
  if (succeeds === true && fails === true)
    return { verdict: "inconclusive", at, why: `${says} is a success and a failure` };
  if (fails === true || (succeeds === false && failureCondition === undefined))
    return { verdict: "fail", at, why: says };
  if (succeeds === true || (fails === false && successCondition === undefined))
    return { verdict: "pass", at, why: says };
  return { verdict: "inconclusive", at, why: `${says} is neither a success nor a failure` };
}
