import { defaultSeverity, type RulePolicy } from "../check/policy.ts";
import type { RanRule } from "../model/report.ts";
import type { Rule } from "../model/rule.ts";
import { ruleUrl } from "../report/tool.ts";

/** The facts of a rule that ran, as a report tells them. */
export function ranRule(rule: Rule, { clients }: RulePolicy): RanRule {
  const { id, summary, why } = rule;
  const severity = defaultSeverity(rule, clients);
  return { id, summary, why, severity: severity === "off" ? "info" : severity, url: ruleUrl(id) };
}
