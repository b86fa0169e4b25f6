import { isProjectAgent } from "../../inventory/teams/agents.ts";
import { textField } from "../../model/field.ts";
import { defineRepositoryRule } from "../../model/rule.ts";
import { group } from "../../model/group.ts";

export const agentDuplicateName = defineRepositoryRule({
  id: "agent/duplicate-name",
  severity: "off",
  severityFor: { "claude-code": "warning" },
  summary: "No two subagents of a project have the same name.",
  why: "Claude Code knows subagents by the name in their frontmatter, whatever their files are called.",
  consequence: "One of them is never called.",
  help: "Rename one of them, or remove it.",
  since: "0.1.0",
  sources: [{ read: { url: "https://code.claude.com/docs/en/sub-agents", date: "2026-11-21" } }],

  *check(repository) {
    const named = repository.of("agent").flatMap((agent) => {
      const field = isProjectAgent(agent.path) ? textField(agent, "name") : undefined;
      return field && field.value !== "" ? [{ agent, ...field }] : [];
    });
    for (const [first, ...others] of group(named, ({ agent, value }) => `${rootOf(agent.path)}\0${value}`).values())
      for (const { agent, at, value } of others)
        if (first)
          yield {
            artifact: agent,
            at,
            message: `The name "${value}" is also that of "${first.agent.path}".`,
            related: [{ path: first.agent.path, message: "The other subagent of this name." }],
            client: "claude-code",
          };
  },

  examples: [
    {
      because: "two names",
      files: {
        ".claude/agents/a.md": "---\nname: a\ndescription: A.\n---\nA.\n",
        ".claude/agents/b.md": "---\nname: b\ndescription: B.\n---\nB.\n",
      },
    },
    {
      because: "a copy whose name was kept",
      files: {
        ".claude/agents/a.md": "---\nname: a\ndescription: A.\n---\nA.\n",
        ".claude/agents/b.md": "---\nname: a\ndescription: B.\n---\nB.\n",
      },
      reports: ['.claude/agents/b.md:2:7 The name "a" is also that of ".claude/agents/a.md".'],
    },
  ],
});

/** The project of a subagent: agents of two projects never meet. */
const rootOf = (path: string): string => path.slice(0, path.indexOf(".claude/agents/"));
