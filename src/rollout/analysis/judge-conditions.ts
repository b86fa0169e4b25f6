import { compileExpression, type Space, type VariableValues } from "../../conditions/cel.ts";
import type { MetricVerdict } from "../reconcile/evidence.ts";
import type { Figure, Instant } from "../state.ts";
import { judged, type MetricAsked } from "./measurement.ts";

/** What conditions of a metric are about: `result` is all that a provider answered, `value` the first of it. */
const RESULT: Space = { types: {}, variables: { result: "dyn", value: "dyn" } };

/** What was measured, for people and for who counts. */
export interface SaidOfMetric {
  readonly says: string;
  readonly figures: readonly Figure[];
}

/** Judges what was measured by the conditions of a metric. Both of them or neither is inconclusive. */
export function judgeConditions(
  asked: MetricAsked,
  values: VariableValues,
  { says, figures }: SaidOfMetric,
  at: Instant,
  space = RESULT,
): MetricVerdict {
  const holds = (condition: string | undefined): boolean | undefined => {
    if (condition === undefined) return undefined;
    const compiled = compileExpression(condition, space);
    const found = compiled.ok ? compiled.holds(values) : undefined;
    return found?.ok === true ? found.value : undefined;
  };
  const { successCondition, failureCondition } = asked;
  const [succeeds, fails] = [holds(successCondition), holds(failureCondition)];
  const unsaid =
    (successCondition !== undefined && succeeds === undefined) ||
    (failureCondition !== undefined && fails === undefined);
  if (unsaid) return judged(asked, at, "error", `${says}: the condition cannot be asked of it`, figures);
  if (succeeds === true && fails === true)
    return judged(asked, at, "inconclusive", `${says} is a success and a failure`, figures);
  if (fails === true || (succeeds === false && failureCondition === undefined))
    return judged(asked, at, "fail", says, figures);
  if (succeeds === true || (fails === false && successCondition === undefined))
    return judged(asked, at, "pass", says, figures);
  return judged(asked, at, "inconclusive", `${says} is neither a success nor a failure`, figures);
}
