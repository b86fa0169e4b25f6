import { type Evaluation, openExpressions, type Space, type VariableValues } from "../../conditions/cel.ts";
import { NO_NUMBER } from "../../conditions/metered.ts";
import type { MetricVerdict } from "../reconcile/evidence.ts";
import type { Figure, Instant } from "../state.ts";
import { compileCondition } from "./condition.ts";
import { judged, type MetricAsked, noData } from "./measurement.ts";

/** What was measured, for people and for who counts. */
export interface SaidOfMetric {
  readonly says: string;
  readonly figures: readonly Figure[];
}

/** Judges what was measured at an instant. */
export type ConditionJudge = (values: VariableValues, said: SaidOfMetric, at: Instant) => MetricVerdict;

/**
 * Judges by the conditions of a metric, which may take so much together, however often they are asked. Both of them or
 * neither is inconclusive.
 */
export function judgeByConditions(asked: MetricAsked, space: Space): ConditionJudge {
  const run = openExpressions();
  const { successCondition, failureCondition } = asked;
  const [success, failure] = [successCondition, failureCondition].map((text) =>
    text === undefined ? undefined : compileCondition(text, space),
  );
  const asks = (condition: typeof success, values: VariableValues): Evaluation | undefined =>
    condition?.ok === true ? condition.holds(values, run) : undefined;
  return (values, { says, figures }, at) => {
    const answers = [asks(success, values), asks(failure, values)];
    const [succeeds, fails] = answers.map((one) => (one?.ok === true ? one.value : undefined));
    if (answers.some((one) => one?.ok === false && one.reason === NO_NUMBER))
      return { ...noData(asked, at, `${says}: ${NO_NUMBER}`), figures };
    const unsaid = (success && succeeds === undefined) || (failure && fails === undefined);
    if (unsaid) return judged(asked, at, "error", `${says}: the condition cannot be asked of it`, figures);
    if (succeeds === true && fails === true)
      return judged(asked, at, "inconclusive", `${says} is a success and a failure`, figures);
    if (fails === true || (succeeds === false && !failure)) return judged(asked, at, "fail", says, figures);
    if (succeeds === true || (fails === false && !success)) return judged(asked, at, "pass", says, figures);
    return judged(asked, at, "inconclusive", `${says} is neither a success nor a failure`, figures);
  };
}
