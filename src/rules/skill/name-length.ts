import { skillsRefFacts } from "../../clients/skills-ref.ts";
import { copilotCliFacts } from "../../clients/copilot-cli.ts";
import { codexFacts } from "../../clients/codex.ts";
import { textField } from "../../model/field.ts";
import { codePoints } from "../../context/fields.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const skillNameLength = defineArtifactRule({
  id: "skill/name-length",
  on: ["skill"],
  severity: "error",
  severityFor: { "skills-ref": "error" },
  summary: "A skill's name has at most 64 characters.",
  why: "The specification says so, and Codex enforces it.",
  consequence: "Codex and Copilot CLI drop the skill, and only a log shows why.",
  help: "Shorten the name, and rename the folder with it.",
  since: "0.1.0",
  sources: [
    codexFacts.skillNameLength,
    copilotCliFacts.skillName,
    skillsRefFacts.nameLength,
    { read: { url: "https://agentskills.io/specification", date: "2026-11-21" } },
    {
      read: {
        url: "https://github.com/openai/codex/blob/033d1d0741d697436d4d5527aaac8893c28b424c/codex-rs/core-skills/src/loader.rs",
        date: "2026-11-21",
      },
    },
  ],
  options: { "max-characters": 64 },
  optionAliases: { max: "max-characters" },
  loosens: { "max-characters": "more" },

  *check(skill, { "max-characters": max }) {
    const field = textField(skill, "name");
    if (!field) return;
    const length = codePoints(field.value.normalize("NFKC"));
    if (length > max) yield { message: `The name has ${length} of ${max} characters.`, at: field.at };
  },

  examples: [
    {
      because: "64 characters are allowed",
      files: { [`skills/${"a".repeat(64)}/SKILL.md`]: `---\nname: ${"a".repeat(64)}\ndescription: Counts.\n---\n` },
    },
    {
      because: "65 are one too many",
      files: { [`skills/${"a".repeat(65)}/SKILL.md`]: `---\nname: ${"a".repeat(65)}\ndescription: Counts.\n---\n` },
      reports: ["2:7 The name has 65 of 64 characters."],
    },
  ],
});
