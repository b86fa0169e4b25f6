import type { Values } from "../conditions/cel.ts";
import type { Severity } from "../model/diagnostic.ts";
import type { Report } from "../model/report.ts";
import { POLICY_SPACE, valuesOf } from "./policy-space.ts";

/** A condition that must not hold for a report. */
export interface Policy {
  readonly name: string;
  readonly when: string;
  readonly message?: string;
  readonly severity: Severity;
}
export type PolicyOutcome =
  | { readonly policy: Policy; readonly result: "violated" }
  | { readonly policy: Policy; readonly result: "failed"; readonly reason: string };

export type Policies =
  /** What is wrong with a report; nothing is said of policies that hold. */
  | { readonly ok: true; readonly judge: (report: Report) => readonly PolicyOutcome[] }
  | { readonly ok: false; readonly problems: readonly PolicyProblem[] };
/** Why a policy is none; `column` counts in its expression, from 1, where that is at fault. */
export interface PolicyProblem {
  readonly index: number;
  readonly message: string;
  readonly column?: number;
}

/** The conditions of a configuration, ready to judge. The library of expressions is loaded where there is a policy. */
export async function compilePolicies(policies: readonly Policy[]): Promise<Policies> {
  if (policies.length === 0) return { ok: true, judge: () => [] };
  const { compileCondition, openRun } = await import("../conditions/cel.ts");
  const compiled = policies.map((policy) => ({ policy, condition: compileCondition(policy.when, POLICY_SPACE) }));
  const problems = compiled.flatMap(({ policy, condition }, index): readonly PolicyProblem[] => {
    const twice = policies.findIndex(({ name }) => name === policy.name) < index;
    if (twice) return [{ index, message: `the name "${policy.name}" is taken by another policy` }];
    return condition.ok ? [] : [{ index, message: condition.message, column: condition.column }];
  });
  if (problems.length > 0) return { ok: false, problems };
  return {
    ok: true,
    judge: (report) => {
      const values: Values = valuesOf(report);
      const run = openRun();
      return compiled.flatMap(({ policy, condition }): readonly PolicyOutcome[] => {
        if (!condition.ok) return [];
        const outcome = condition.holds(values, run);
        if (!outcome.ok) return [{ policy, result: "failed", reason: outcome.reason }];
        return outcome.value ? [{ policy, result: "violated" }] : [];
      });
    },
  };
}
