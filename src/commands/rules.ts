import { assign } from "../check/policy.ts";
import { ruleUrl } from "../report/tool.ts";
import { type Command, defineCommand } from "./command.ts";
import { configOption, listFormat } from "./options.ts";
import { nearestRule, rulesNamed } from "./chosen-rules.ts";
import { registry } from "../judging/registry.ts";
import { isFixable } from "../model/rule.ts";
import type { Rule } from "../model/rule.ts";
import { UsageError } from "../model/usage-error.ts";
import { openWorkspace } from "../workspace/workspace.ts";

export const rulesCommand: Command = defineCommand({
  name: "rules",
  summary: "List the rules, with the severity that each has by the configuration and the clients in use.",
  positionals: [
    { name: "rule", optional: true, summary: "A group of rules, such as skill, or a part of an id; all if not given." },
  ],
  options: [listFormat, configOption],
  examples: [
    { line: "agent-ci rules", does: "every rule in one line" },
    { line: "agent-ci rules skill", does: "those of one group" },
  ],
  async run(world, values, [typed]) {
    const { policy } = await openWorkspace(world, undefined, values);
    const listed = named(typed).map((rule) => ({
      id: rule.id,
      fixable: isFixable(rule),
      severity: assign(rule, policy.rules).severity,
      scope: rule.scope,
      summary: rule.summary,
      url: ruleUrl(rule.id),
    }));
    const width = Math.max(...listed.map(({ id }) => id.length));
    world.out(
      values.format === "json"
        ? `${JSON.stringify(listed, null, 2)}\n`
        : `${listed.map(({ id, severity, summary, fixable }) => `${id.padEnd(width)}  ${severity.padEnd(7)}  ${fixable ? "fixable" : "       "}  ${summary}`).join("\n")}\n`,
    );
    return 0;
  },
});

/** All rules, or those that a word means. */
function named(typed: string | undefined): readonly Rule[] {
  if (typed === undefined) return registry;
  const ids = rulesNamed(typed);
  if (ids.length > 0) return registry.filter(({ id }) => ids.includes(id));
  const close = nearestRule(typed);
  throw new UsageError(
    `There is no rule or group "${typed}".${close === undefined ? "" : ` Did you mean "${close}"?`} \`agent-ci rules\` lists them.`,
  );
}
