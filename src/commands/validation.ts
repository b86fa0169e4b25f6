import { examine } from "../check/examine.ts";
import { running } from "../check/diagnose.ts";
import { count, measure } from "../check/measure.ts";
import { matches } from "../conditions/glob.ts";
import type { Rule } from "../model/rule.ts";
import { defaultSeverity, type RulePolicy } from "../check/policy.ts";
import { progressLine } from "../host/progress-line.ts";
import type { World } from "./command.ts";
import type { Evidence } from "./conclude.ts";
import { ruleUrl } from "../report/tool.ts";
import type { Workspace } from "./workspace.ts";

/** What the rules say about a workspace. */
export async function validation(world: World, workspace: Workspace, rules: readonly Rule[]): Promise<Evidence> {
  const policy = rulePolicy(workspace);
  const line = world.terminal.err && !world.env["CI"] ? progressLine(world.clock, world.err) : undefined;
  const compares = running(rules, policy).some((rule) => rule.scope === "change");
  const base = compares ? await workspace.base() : undefined;
  const { ignored, prefix } = workspace;
  const scope = { ignored, prefix, ...(line && { progress: line.report }) };
  const examined = await examine(workspace.files, scope, rules, policy, base);
  line?.clear();
  // Rules see everything, for a file stands in its surroundings; what they say is about the file that was named.
  const { selects } = workspace;
  const artifacts = examined.repository.artifacts.filter(({ path }) => selects(path));
  return {
    diagnostics: examined.diagnostics.filter(({ path }) => selects(path)),
    measurements: measure(artifacts),
    sections: [],
    checked: count(artifacts),
    rules: examined.rules.map((rule) => {
      const severity = defaultSeverity(rule, policy.clients);
      const { id, summary, why } = rule;
      return { id, summary, why, severity: severity === "off" ? "info" : severity, url: ruleUrl(id) };
    }),
  };
}

/** What a workspace's configuration says about rules. */
export function rulePolicy({ settings, fromConfig }: Workspace): RulePolicy {
  return {
    clients: settings.clients,
    rules: settings.rules,
    overrides: settings.overrides.map(({ paths, rules }) => ({
      applies: (path) => paths.some((glob) => matches(glob, fromConfig(path))),
      rules,
    })),
  };
}
