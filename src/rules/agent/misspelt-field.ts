import { AGENT_FIELDS } from "../../clients/agent-fields.ts";
import { entryOf } from "../../model/data.ts";
import { nearest } from "../../model/nearest.ts";
import { defineArtifactRule } from "../../model/rule.ts";
import { correctedKey } from "../corrected-key.ts";

/** Fields of skills and commands, and spellings of other clients, for what Claude Code calls otherwise in agents. */
const MEANT: Readonly<Record<string, string>> = {
  "allowed-tools": "tools",
  allowedTools: "tools",
  "disallowed-tools": "disallowedTools",
  "permission-mode": "permissionMode",
  "max-turns": "maxTurns",
  max_turns: "maxTurns",
  "mcp-servers": "mcpServers",
};

export const agentMisspeltField = defineArtifactRule({
  id: "agent/misspelt-field",
  on: ["agent"],
  severity: "warning",
  summary: "The fields of a Claude Code agent are spelt as Claude Code spells them.",
  why: "Claude Code ignores a field that it does not know, and skills spell some fields otherwise than agents.",
  consequence: "The agent runs without what the field says: with all tools instead of a few.",
  help: "Correct the spelling.",
  since: "0.1.0",
  sources: [{ read: { url: "https://code.claude.com/docs/en/sub-agents", date: "2026-11-21" } }],

  *check({ dialect, frontmatter, source }) {
    const known = Object.keys(AGENT_FIELDS["claude-code"] ?? {});
    if (dialect !== "claude-code") return;
    for (const { key, keyRange } of frontmatter?.data?.entries ?? []) {
      if (known.includes(key)) continue;
      const meant = Object.hasOwn(MEANT, key) ? MEANT[key] : nearest(key, known);
      if (meant !== undefined && !entryOf(frontmatter?.data, meant))
        yield {
          message: `Claude Code knows no field "${key}" in agents; it knows "${meant}".`,
          at: keyRange,
          fix: correctedKey(source, keyRange, meant),
        };
    }
  },

  examples: [
    {
      because: "known fields, and one of another client",
      files: { ".claude/agents/a.md": "---\nname: a\ndescription: A.\ntools: Read\ncapabilities: [review]\n---\nA.\n" },
    },
    {
      because: "the field of skills",
      files: { ".claude/agents/a.md": "---\nname: a\ndescription: A.\nallowed-tools: Read\n---\nA.\n" },
      reports: ['4:1 Claude Code knows no field "allowed-tools" in agents; it knows "tools".'],
      fixed: "---\nname: a\ndescription: A.\ntools: Read\n---\nA.\n",
    },
  ],
});
