import { CLAUDE_AGENT_VALUES, COPILOT_AGENT_VALUES } from "../../clients/agent-fields.ts";
import { entryOf } from "../../model/data.ts";
import { nearest } from "../../model/nearest.ts";
import { defineArtifactRule } from "../../model/rule.ts";

const CHECKED = ["permissionMode", "memory", "isolation", "effort"] as const;

export const agentFieldValues = defineArtifactRule({
  id: "agent/field-values",
  on: ["agent"],
  severity: "warning",
  summary:
    "Permission mode, memory, isolation and effort of a Claude Code agent, and the target of one of Copilot, have values that the client knows.",
  why: "Clients ignore a value that they do not know. The lists are those of November 2026 and grow.",
  consequence: "The agent runs as if the field were not there.",
  help: "Correct the value, or add it to the option `allowed`.",
  since: "0.1.0",
  sources: [
    { read: { url: "https://code.claude.com/docs/en/sub-agents", date: "2026-11-21" } },
    { read: { url: "https://docs.github.com/en/copilot/reference/custom-agents-configuration", date: "2026-11-21" } },
  ],
  options: { allowed: [] },
  optionAliases: { known: "allowed" },
  loosens: { allowed: "more" },

  *check({ dialect, frontmatter }, { allowed }) {
    const client = dialect === "claude-code" ? "Claude Code" : "Copilot";
    const checked =
      dialect === "claude-code"
        ? CHECKED.map((field) => [field, CLAUDE_AGENT_VALUES[field] ?? []] as const)
        : dialect === "copilot"
          ? Object.entries(COPILOT_AGENT_VALUES)
          : [];
    for (const [field, values] of checked) {
      const value = entryOf(frontmatter?.data, field)?.value;
      if (value?.kind !== "string" || values.includes(value.value) || allowed.includes(value.value)) continue;
      const meant = nearest(value.value, values);
      yield {
        message: `${client} knows no ${field} "${value.value}"${meant === undefined ? "" : `; it knows "${meant}"`}.`,
        at: value.range,
      };
    }
  },

  examples: [
    {
      because: "values of the documentation",
      files: { ".claude/agents/a.md": "---\nname: a\ndescription: A.\nmemory: project\neffort: high\n---\nA.\n" },
    },
    {
      because: "a slip",
      files: { ".claude/agents/a.md": "---\nname: a\ndescription: A.\npermissionMode: accept-edits\n---\nA.\n" },
      reports: ['4:17 Claude Code knows no permissionMode "accept-edits"; it knows "acceptEdits".'],
    },
    {
      because: "an agent of Copilot for no environment that there is",
      files: { ".github/agents/a.agent.md": "---\nname: a\ndescription: A.\ntarget: everywhere\n---\nA.\n" },
      reports: ['4:9 Copilot knows no target "everywhere".'],
    },
  ],
});
