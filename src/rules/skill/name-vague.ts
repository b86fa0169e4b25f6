import { textField } from "../../model/field.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const skillNameVague = defineArtifactRule({
  id: "skill/name-vague",
  on: ["skill"],
  severity: "off",
  summary: "A skill's name says what it is for.",
  why: "An agent chooses among many skills by name and description; `tools` could be any of them.",
  consequence: "The skill is chosen too often, or never.",
  help: "Name what it works on or what it does: `processing-invoices`.",
  since: "0.1.0",
  sources: [
    {
      read: {
        url: "https://platform.claude.com/docs/en/agents-and-tools/agent-skills/best-practices",
        date: "2026-11-21",
      },
    },
  ],
  options: {
    vague: ["data", "documents", "files", "helper", "helpers", "misc", "skill", "stuff", "test", "tools", "utils"],
  },
  loosens: { vague: "less" },

  *check(skill, { vague }) {
    const field = textField(skill, "name");
    if (field && vague.includes(field.value.toLowerCase()))
      yield { message: `The name "${field.value}" does not say what the skill is for.`, at: field.at };
  },

  examples: [
    {
      because: "the name says what it does",
      files: { "skills/git-tools/SKILL.md": "---\nname: git-tools\ndescription: Commits.\n---\nCommit.\n" },
    },
    {
      because: "tools for what?",
      files: { "skills/tools/SKILL.md": "---\nname: tools\ndescription: Commits.\n---\nCommit.\n" },
      reports: ['2:7 The name "tools" does not say what the skill is for.'],
    },
  ],
});
