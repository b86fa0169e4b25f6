import { AGENT_FIELDS } from "../../clients/agent-fields.ts";
import { meantAgentField } from "../../inventory/teams/meant-agent-field.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const agentUnknownField = defineArtifactRule({
  id: "agent/unknown-field",
  on: ["agent"],
  severity: "off",
  severityFor: { "claude-code": "info" },
  summary: "The fields of a Claude Code agent are some that Claude Code reads.",
  why: "Claude Code ignores a field that it does not know: `outputStyle` is one of settings. Those that resemble a known one, `agent/misspelt-field` reports.",
  consequence: "The agent runs without what the field says.",
  help: "Take the field out, or put it into the option `allowed` if it is for people or another client.",
  since: "0.1.0",
  sources: [{ read: { url: "https://github.com/anthropics/claude-code/issues/93109", date: "2026-11-30" } }],
  options: { allowed: [] },
  loosens: { allowed: "more" },

  *check({ dialect, frontmatter }, { allowed }) {
    if (dialect !== "claude-code") return;
    const known = Object.keys(AGENT_FIELDS["claude-code"] ?? {});
    for (const { key, keyRange } of frontmatter?.data?.entries ?? []) {
      if (known.includes(key) || allowed.includes(key) || !CAMEL.test(key) || meantAgentField(key, known) !== undefined)
        continue;
      yield { message: `Claude Code reads no field "${key}" in agents.`, at: keyRange, client: "claude-code" };
    }
  },

  examples: [
    {
      because: "fields that Claude Code reads, and one that is for people",
      files: { ".claude/agents/a.md": "---\nname: a\ndescription: A.\nmodel: opus\nversion: 1\n---\nA.\n" },
    },
    {
      because: "a field of settings",
      files: { ".claude/agents/a.md": "---\nname: a\ndescription: A.\noutputStyle: terse\n---\nA.\n" },
      reports: ['4:1 Claude Code reads no field "outputStyle" in agents.'],
    },
  ],
});

/** Two words in one, as clients spell their fields; one word alone is mostly for people. */
const CAMEL = /^[a-z]+[A-Z]/;
