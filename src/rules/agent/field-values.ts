import { CLAUDE_AGENT_VALUES } from "../../clients/agent-fields.ts";
import { entryOf } from "../../model/data.ts";
import { nearest } from "../../model/nearest.ts";
import { defineArtifactRule } from "../../model/rule.ts";

const CHECKED = ["permissionMode", "memory", "isolation", "effort"];

export const agentFieldValues = defineArtifactRule({
  id: "agent/field-values",
  on: ["agent"],
  severity: "warning",
  summary: "Permission mode, memory, isolation and effort of a Claude Code agent have values that Claude Code knows.",
  why: "Claude Code ignores a value that it does not know. The lists are those of November 2026 and grow.",
  consequence: "The agent runs as if the field were not there.",
  help: "Correct the value, or add it to the option `allowed`.",
  since: "0.1.0",
  sources: [{ read: { url: "https://code.claude.com/docs/en/sub-agents", date: "2026-11-21" } }],
  options: { allowed: [] },
  optionAliases: { known: "allowed" },

  *check({ dialect, frontmatter }, { allowed }) {
    if (dialect !== "claude-code") return;
    for (const field of CHECKED) {
      const value = entryOf(frontmatter?.data, field)?.value;
      const values = CLAUDE_AGENT_VALUES[field] ?? [];
      if (value?.kind !== "string" || values.includes(value.value) || allowed.includes(value.value)) continue;
      const meant = nearest(value.value, values);
      yield {
        message: `Claude Code knows no ${field} "${value.value}"${meant === undefined ? "" : `; it knows "${meant}"`}.`,
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
  ],
});
