import { fingerprint, normalise } from "../check/fingerprint.ts";
import { assign } from "../check/policy.ts";
import { inOrder, sign } from "../check/sign.ts";
import { describeProblem } from "../config/describe-problem.ts";
import { problemAt } from "../config/origin.ts";
import { compileConditions, type ConditionOutcome } from "../gate/conditions.ts";
import { conditionFailed, conditionViolated } from "../gate/rules.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { Report } from "../model/report.ts";
import { UsageError } from "../model/usage-error.ts";
import { ranRule } from "./ran-rule.ts";
import type { Workspace } from "../workspace/workspace.ts";

/** A report with what the configuration's conditions say about it. Throws UsageError where one of them is none. */
export async function openConditions(workspace: Workspace): Promise<(report: Report) => Report> {
  const { policies } = workspace.policy.settings;
  const compiled = await compileConditions(policies);
  if (!compiled.ok)
    throw new UsageError(
      compiled.problems.map(({ index, message, column }) =>
        describeProblem(
          problemAt(
            workspace.policy.origins.get(`policies[${index}].${column === undefined ? "name" : "when"}`) ?? {
              from: "default",
            },
            `policies: ${message}${column === undefined ? "" : `, at character ${column} of its expression`}`,
          ),
        ),
      ),
    );
  if (policies.length === 0) return (report) => report;
  const { judge } = compiled;
  return (report) => {
    const found = judge(report).flatMap((outcome) => signed(workspace, outcome));
    const rules = [conditionViolated, conditionFailed].map((rule) => ranRule(rule, workspace.policy.rules));
    return {
      ...report,
      diagnostics: [...report.diagnostics, ...found].sort(inOrder),
      rules: [...report.rules, ...rules],
    };
  };
}

function signed({ policy }: Workspace, outcome: ConditionOutcome): readonly Diagnostic[] {
  const { name, message: own, severity: wanted } = outcome.policy;
  const violated = outcome.result === "violated";
  const rule = violated ? conditionViolated : conditionFailed;
  if (assign(rule, policy.rules).severity === "off") return [];
  const message = violated ? (own ?? "it does not hold") : `it cannot be evaluated: ${outcome.reason}`;
  const finding = { message: `Condition "${name}": ${message.replace(/\.$/, "")}.` };
  // It has no line to make a fingerprint of. Its name stays the same when its message changes.
  return sign([{ rule, finding, ...(violated && { severity: wanted }) }], policy.rules).map((one) => ({
    ...one,
    fingerprint: fingerprint(rule.aliases?.[0] ?? rule.id, normalise(name), 0),
  }));
}
