import { diagnose, running } from "../check/diagnose.ts";
import { count, measure } from "../check/measure.ts";
import { matches } from "../conditions/glob.ts";
import { defaultSeverity, type RulePolicy } from "../check/policy.ts";
import { progressLine } from "../host/progress-line.ts";
import { inPipeline } from "../model/in-pipeline.ts";
import type { RanRule } from "../model/report.ts";
import type { Rule } from "../model/rule.ts";
import { ruleUrl } from "../report/tool.ts";
import { rules } from "../rules/index.ts";
import type { Check } from "./conclude.ts";
import type { Workspace } from "./workspace.ts";

/** What the rules say about a workspace. */
export const validation: Check = async (world, workspace) => {
  const policy = rulePolicy(workspace);
  const wanted = running(rules, policy);
  const needs = { outline: wanted.some(({ outline }) => outline), history: wanted.some(({ history }) => history) };
  const line = world.terminal.err && !inPipeline(world.env) ? progressLine(world.clock, world.err) : undefined;
  const base = wanted.some(({ scope }) => scope === "change") ? await workspace.base(needs) : undefined;
  const head = await workspace.head(needs, line?.report);
  line?.clear();
  const ran = wanted.filter(({ scope }) => scope !== "change" || base);
  // Rules see everything, for a file stands in its surroundings; what they say is about the file that was named.
  const { selects, concerns } = workspace;
  const artifacts = head.artifacts.filter(({ path }) => selects(path));
  return {
    diagnostics: diagnose(base ? { head, base } : { head }, ran, policy, selects).filter(concerns),
    measurements: measure(artifacts),
    sections: [],
    checked: count(artifacts),
    rules: ran.map((rule) => ranRule(rule, policy)),
  };
};

/** The facts of a rule that ran, as a report tells them. */
export function ranRule(rule: Rule, { clients }: RulePolicy): RanRule {
  const { id, summary, why } = rule;
  const severity = defaultSeverity(rule, clients);
  return { id, summary, why, severity: severity === "off" ? "info" : severity, url: ruleUrl(id) };
}

/** What a workspace's configuration says about rules. */
export function rulePolicy({ settings, fromConfig }: Workspace): RulePolicy {
  return {
    clients: settings.clients,
    rules: settings.rules,
    overrides: settings.overrides.map(({ paths, rules: overridden }) => ({
      applies: (path) => paths.some((glob) => matches(glob, fromConfig(path))),
      rules: overridden,
    })),
  };
}
