import { namesIn } from "../../inventory/teams/agents.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const agentToolsConflict = defineArtifactRule({
  id: "agent/tools-conflict",
  on: ["agent"],
  severity: "warning",
  summary: "No tool of a Claude Code agent is allowed and forbidden at once.",
  why: "Claude Code takes away what `disallowedTools` names before it looks at `tools`.",
  consequence: "The agent does not have the tool.",
  help: "Take the tool out of one of the two fields.",
  since: "0.1.0",
  sources: [{ read: { url: "https://code.claude.com/docs/en/sub-agents", date: "2026-11-21" } }],

  *check(agent) {
    if (agent.dialect !== "claude-code") return;
    const forbidden = new Set(namesIn(agent, "disallowedTools").map(({ name }) => name));
    if (forbidden.size === 0) return;
    for (const { name, at } of namesIn(agent, "tools"))
      if (forbidden.has(name)) yield { message: `\`disallowedTools\` takes "${name}" away again.`, at };
  },

  examples: [
    {
      because: "two different tools",
      files: {
        ".claude/agents/a.md":
          "---\nname: a\ndescription: A.\ntools: Read, Bash(git log, git diff)\ndisallowedTools: Write\n---\nA.\n",
      },
    },
    {
      because: "the same tool twice",
      files: {
        ".claude/agents/a.md":
          "---\nname: a\ndescription: A.\ntools: [Read, Bash]\ndisallowedTools: Write, Bash\n---\nA.\n",
      },
      reports: ['4:15 `disallowedTools` takes "Bash" away again.'],
    },
  ],
});
