import { skillsRefFacts } from "../../clients/skills-ref.ts";
import { geminiCliFacts } from "../../clients/gemini-cli.ts";
import { looksInto } from "../../context/skill-places.ts";
import { nameLess } from "../nameless-skill.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const skillNameRequired = defineArtifactRule({
  id: "skill/name-required",
  on: ["skill"],
  severity: "warning",
  severityFor: { "gemini-cli": "error", "skills-ref": "error" },
  summary: "A skill has a name.",
  why: "The specification requires it. Claude Code, Codex and VS Code fall back to the folder's name; Gemini CLI does not.",
  consequence: "Gemini CLI and OpenCode skip the skill without a word, and skills-ref refuses it.",
  help: "Add `name:` to the frontmatter, with the name of the skill's folder.",
  since: "0.1.0",
  sources: [
    geminiCliFacts.skillFields,
    skillsRefFacts.nameForm,
    { read: { url: "https://agentskills.io/specification", date: "2026-11-21" } },
    {
      read: {
        url: "https://github.com/google-gemini/gemini-cli/blob/04fbf50725b94cef0a8f37be6436bd0a84dafc9b/packages/core/src/skills/skillLoader.ts",
        date: "2026-11-21",
      },
    },
  ],

  *check({ frontmatter, path }) {
    // Of the folders of other clients, skill/unnamed speaks.
    const missing = looksInto(path, geminiCliFacts.skillPlaces.value) ? nameLess(frontmatter) : undefined;
    if (missing) yield missing;
  },

  examples: [
    {
      because: "the name is there",
      files: { "skills/review-pr/SKILL.md": "---\nname: review-pr\ndescription: Reviews pull requests.\n---\n" },
    },
    {
      because: "the name is missing",
      files: { "skills/review-pr/SKILL.md": "---\ndescription: Reviews pull requests.\n---\n" },
      reports: ["1:1 The skill has no name."],
    },
    {
      because: "Gemini CLI does not look there",
      files: { ".claude/skills/review-pr/SKILL.md": "---\ndescription: Reviews pull requests.\n---\n" },
    },
    {
      because: "the name is empty",
      files: { "skills/review-pr/SKILL.md": "---\nname:\ndescription: Reviews pull requests.\n---\n" },
      reports: ["2:1 The skill's name is empty."],
    },
  ],
});
