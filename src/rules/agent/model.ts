import { CLAUDE_MODELS } from "../../clients/agent-fields.ts";
import { nearest } from "../../model/nearest.ts";
import { textField } from "../../model/field.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const agentModel = defineArtifactRule({
  id: "agent/model",
  on: ["agent"],
  severity: "info",
  summary: "The model of a Claude Code agent is one of its short names or a whole model id.",
  why: "Claude Code takes `sonnet`, `opus`, `haiku`, `fable`, `inherit` and ids such as `claude-opus-4-8`; names of other clients mean nothing to it.",
  consequence: "The agent may run with another model than the one that is meant.",
  help: "Write a short name or a model id, or add the name to the option `allowed`.",
  since: "0.1.0",
  sources: [{ read: { url: "https://code.claude.com/docs/en/sub-agents", date: "2026-11-21" } }],
  options: { allowed: [] },
  optionAliases: { known: "allowed" },

  *check(agent, { allowed }) {
    const model = agent.dialect === "claude-code" ? textField(agent, "model") : undefined;
    if (!model || model.value === "" || allowed.includes(model.value)) return;
    const name = model.value.replace(/\[[^[\]]*\]$/, "");
    // An id has digits; providers other than Anthropic put a region or an address in front of it.
    if (CLAUDE_MODELS.includes(name) || /[\d:/]/.test(name)) {
      if (!/\s/.test(name)) return;
    }
    const meant = nearest(name, CLAUDE_MODELS);
    yield {
      message: `Claude Code knows no model "${model.value}"${meant === undefined ? "" : `; it knows "${meant}"`}.`,
      at: model.at,
    };
  },

  examples: [
    {
      because: "a short name",
      files: { ".claude/agents/a.md": "---\nname: a\ndescription: A.\nmodel: opus\n---\nA.\n" },
    },
    {
      because: "a model id, with a wider window",
      files: { ".claude/agents/a.md": "---\nname: a\ndescription: A.\nmodel: claude-sonnet-5[1m]\n---\nA.\n" },
    },
    {
      because: "the name that another client shows",
      files: { ".claude/agents/a.md": "---\nname: a\ndescription: A.\nmodel: Claude Sonnet 4.5\n---\nA.\n" },
      reports: ['4:8 Claude Code knows no model "Claude Sonnet 4.5".'],
    },
    {
      because: "a slip",
      files: { ".claude/agents/a.md": "---\nname: a\ndescription: A.\nmodel: sonet\n---\nA.\n" },
      reports: ['4:8 Claude Code knows no model "sonet"; it knows "sonnet".'],
    },
  ],
});
