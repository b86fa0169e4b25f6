import { IGNORED_IN_PLUGINS } from "../../clients/agent-fields.ts";
import { hooksOf, isGuard } from "../../inventory/hooks/hooks.ts";
import { isPluginAgent } from "../../inventory/teams/agents.ts";
import { layoutOf } from "../../inventory/places/layout.ts";
import { defineRepositoryRule } from "../../model/rule.ts";

export const agentPluginIgnoredField = defineRepositoryRule({
  id: "agent/plugin-ignored-field",
  severity: "warning",
  summary: "An agent of a Claude Code plugin has no hooks, MCP servers or permission mode.",
  why: "For security Claude Code ignores these fields in the agents of plugins.",
  consequence: "The agent runs without what the field says.",
  help: "Give hooks and servers to the plugin as a whole, and take the field out.",
  since: "0.1.0",
  sources: [{ read: { url: "https://code.claude.com/docs/en/sub-agents", date: "2026-11-21" } }],

  *check(repository) {
    const { pluginOf } = layoutOf(repository);
    for (const agent of repository.of("agent")) {
      // Without a manifest around it, it waits to be copied to where the field holds.
      if (!isPluginAgent(agent) || pluginOf(agent.path) === undefined) continue;
      const isGuarded = hooksOf(agent)?.hooks.some(({ dialect, event }) => isGuard(dialect, event)) === true;
      for (const { key, keyRange } of agent.frontmatter?.data?.entries ?? [])
        // agent/lost-guard reports guards
        if (IGNORED_IN_PLUGINS.includes(key) && !(key === "hooks" && isGuarded))
          yield { artifact: agent, message: `Claude Code ignores \`${key}\` in the agent of a plugin.`, at: keyRange };
    }
  },

  examples: [
    {
      because: "an agent of a project may have hooks",
      files: { ".claude/agents/a.md": "---\nname: a\ndescription: A.\nhooks: {}\n---\nA.\n" },
    },
    {
      because: "an agent of a plugin may not",
      files: {
        ".claude-plugin/plugin.json": '{ "name": "p" }\n',
        "agents/a.md": "---\nname: a\ndescription: A.\npermissionMode: plan\n---\nA.\n",
      },
      reports: ["agents/a.md:4:1 Claude Code ignores `permissionMode` in the agent of a plugin."],
    },
  ],
});
