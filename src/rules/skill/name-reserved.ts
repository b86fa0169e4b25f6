import { textField } from "../../model/field.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const skillNameReserved = defineArtifactRule({
  id: "skill/name-reserved",
  on: ["skill"],
  severity: "off",
  summary: "A skill's name does not contain the reserved words anthropic and claude.",
  why: "Anthropic's documentation reserves both words. Its API and claude.ai refuse an upload; Claude Code and other clients load the skill.",
  consequence: "The skill cannot be uploaded to claude.ai or the API.",
  help: "Name the skill after what it does.",
  since: "0.1.0",
  sources: [
    {
      read: {
        url: "https://platform.claude.com/docs/en/agents-and-tools/agent-skills/best-practices",
        date: "2026-11-21",
      },
    },
  ],

  *check(skill) {
    const field = textField(skill, "name");
    const word = /anthropic|claude/i.exec(field?.value ?? "")?.[0];
    if (field && word !== undefined)
      yield { message: `The name "${field.value}" contains the reserved word "${word}".`, at: field.at };
  },

  examples: [
    {
      because: "a name of its own",
      files: { "skills/git/SKILL.md": "---\nname: git\ndescription: Commits.\n---\nCommit.\n" },
    },
    {
      because: "a reserved word",
      files: { "skills/claude-git/SKILL.md": "---\nname: claude-git\ndescription: Commits.\n---\nCommit.\n" },
      reports: ['2:7 The name "claude-git" contains the reserved word "claude".'],
    },
  ],
});
