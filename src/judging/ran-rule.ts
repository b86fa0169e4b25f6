import { defaultSeverity, type RulePolicy } from "../check/policy.ts";
import type { RanRule } from "../model/report.ts";
import type { Rule } from "../model/rule.ts";
import { ruleUrl } from "../report/tool.ts";

/** The facts of a rule that ran, as a report tells them. */
export function ranRule(rule: Rule, { clients }: RulePolicy): RanRule {
  const { id, aliases, summary, why } = rule;
  const severity = defaultSeverity(rule, clients);
  const told = severity === "off" ? "info" : severity;
  return { id, ...(aliases && { aliases }), summary, why, severity: told, url: ruleUrl(id) };
}
