import { AGENT_FIELDS } from "../../clients/agent-fields.ts";
import type { Client } from "../../model/client.ts";
import { entryOf } from "../../model/data.ts";
import { hidesGuard } from "../../inventory/hooks/misplaced-guards.ts";
import { meantAgentField } from "../../inventory/teams/meant-agent-field.ts";
import { nearest } from "../../model/nearest.ts";
import { defineArtifactRule } from "../../model/rule.ts";
import { correctedKey } from "../corrected-key.ts";

/** The clients whose agents are compared, by the name that people use. */
const ASKED: Readonly<Partial<Record<Client, string>>> = {
  "claude-code": "Claude Code",
  copilot: "Copilot",
  cursor: "Cursor",
};

/** What some other client has, or prompts have, is no slip: many agents are written for several. */
const ELSEWHERE: ReadonlySet<string> = new Set(["agent", ...Object.values(AGENT_FIELDS).flatMap(Object.keys)]);

export const agentMisspeltField = defineArtifactRule({
  id: "agent/misspelt-field",
  on: ["agent"],
  severity: "warning",
  summary: "The fields of an agent are spelt as its client spells them.",
  why: "Claude Code, Copilot and Cursor ignore a field that they do not know, and skills spell some fields otherwise than agents.",
  consequence: "The agent runs without what the field says: with all tools instead of a few.",
  help: "Correct the spelling.",
  since: "0.1.0",
  sources: [
    { read: { url: "https://code.claude.com/docs/en/sub-agents", date: "2026-11-21" } },
    { read: { url: "https://docs.github.com/en/copilot/reference/custom-agents-configuration", date: "2026-11-21" } },
    { read: { url: "https://cursor.com/docs/subagents", date: "2026-11-21" } },
  ],

  *check({ dialect, frontmatter, source }) {
    const client = dialect && ASKED[dialect];
    if (dialect === undefined || client === undefined) return;
    const known = Object.keys(AGENT_FIELDS[dialect] ?? {});
    for (const entry of frontmatter?.data?.entries ?? []) {
      const { key, keyRange } = entry;
      if (known.includes(key)) continue;
      if (dialect !== "claude-code" && ELSEWHERE.has(key)) continue;
      const meant = dialect === "claude-code" ? meantAgentField(key, known) : nearest(key, known);
      if (meant === "disallowedTools" || hidesGuard(entry)) continue; // agent/lost-guard and hooks/lost-guard report it
      if (meant !== undefined && !entryOf(frontmatter?.data, meant))
        yield {
          message: `${client} knows no field "${key}" in agents; it knows "${meant}".`,
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
    {
      because: "a field of OpenCode in an agent of Copilot",
      files: { ".github/agents/a.agent.md": "---\nname: a\ndescription: A.\nmode: subagent\n---\nA.\n" },
    },
    {
      because: "a slip in an agent of Copilot",
      files: { ".github/agents/a.agent.md": "---\nname: a\ndescription: A.\nmodle: gpt-5\n---\nA.\n" },
      reports: ['4:1 Copilot knows no field "modle" in agents; it knows "model".'],
      fixed: "---\nname: a\ndescription: A.\nmodel: gpt-5\n---\nA.\n",
    },
  ],
});
