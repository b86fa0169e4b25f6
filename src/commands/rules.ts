import { assign } from "../check/policy.ts";
import { ruleUrl } from "../report/tool.ts";
import { type Command, defineCommand } from "./command.ts";
import { config, listFormat } from "./options.ts";
import { registry } from "../judging/registry.ts";
import { openWorkspace } from "../workspace/workspace.ts";

export const rules: Command = defineCommand({
  name: "rules",
  summary: "List the rules, with the severity that each has by the configuration and the clients in use.",
  positionals: [],
  options: [listFormat, config],
  examples: [{ line: "agent-ci rules", does: "every rule in one line" }],
  async run(world, values) {
    const { policy } = await openWorkspace(world, undefined, values);
    const listed = registry.map((rule) => ({
      id: rule.id,
      severity: assign(rule, policy.rules).severity,
      scope: rule.scope,
      summary: rule.summary,
      url: ruleUrl(rule.id),
    }));
    const width = Math.max(...listed.map(({ id }) => id.length));
    world.out(
      values.format === "json"
        ? `${JSON.stringify(listed, null, 2)}\n`
        : `${listed.map(({ id, severity, summary }) => `${id.padEnd(width)}  ${severity.padEnd(7)}  ${summary}`).join("\n")}\n`,
    );
    return 0;
  },
});
