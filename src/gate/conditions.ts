import type { VariableValues } from "../conditions/cel.ts";
import type { Severity } from "../model/diagnostic.ts";
import type { Report } from "../model/report.ts";
import { REPORT_SPACE, reportValues } from "./report-space.ts";

/** A condition that must not hold for a report. */
export interface Condition {
  readonly name: string;
  readonly when: string;
  readonly message?: string;
  readonly severity: Severity;
}
export type ConditionOutcome =
  | { readonly policy: Condition; readonly result: "violated" }
  | { readonly policy: Condition; readonly result: "failed"; readonly reason: string };

export type CompiledConditions =
  /** What is wrong with a report; nothing is said of the others. */
  | { readonly ok: true; readonly judge: (report: Report) => readonly ConditionOutcome[] }
  | { readonly ok: false; readonly problems: readonly ConditionProblem[] };
/** Why a condition is none; `column` counts in its expression, from 1, where that is at fault. */
export interface ConditionProblem {
  readonly index: number;
  readonly message: string;
  readonly column?: number;
}

/** The conditions of a configuration, ready to judge. The library of expressions is loaded where there is one. */
export async function compileConditions(policies: readonly Condition[]): Promise<CompiledConditions> {
  if (policies.length === 0) return { ok: true, judge: () => [] };
  const { compileExpression, openExpressions } = await import("../conditions/cel.ts");
  const compiled = policies.map((policy) => ({ policy, condition: compileExpression(policy.when, REPORT_SPACE) }));
  const problems = compiled.flatMap(({ policy, condition }, index): readonly ConditionProblem[] => {
    const twice = policies.findIndex(({ name }) => name === policy.name) < index;
    if (twice) return [{ index, message: `the name "${policy.name}" is taken by another condition` }];
    return condition.ok ? [] : [{ index, message: condition.message, column: condition.column }];
  });
  if (problems.length > 0) return { ok: false, problems };
  return {
    ok: true,
    judge: (report) => {
      const values: VariableValues = reportValues(report);
      const run = openExpressions();
      return compiled.flatMap(({ policy, condition }): readonly ConditionOutcome[] => {
        if (!condition.ok) return [];
        const outcome = condition.holds(values, run);
        if (!outcome.ok) return [{ policy, result: "failed", reason: outcome.reason }];
        return outcome.value ? [{ policy, result: "violated" }] : [];
      });
    },
  };
}
