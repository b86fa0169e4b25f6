import { skillsRefFacts } from "../../clients/skills-ref.ts";
import { copilotCliFacts } from "../../clients/copilot-cli.ts";
import { thousands } from "../../model/numbers.ts";
import { folded, codePoints } from "../../context/fields.ts";
import { textField } from "../../model/field.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const skillDescriptionLength = defineArtifactRule({
  id: "skill/description-length",
  on: ["skill"],
  severity: "error",
  severityFor: { "skills-ref": "error" },
  summary: "A skill's description has at most 1,024 characters.",
  why: "The specification says so, and Codex enforces it.",
  consequence:
    "Copilot CLI drops the skill, and skills-ref refuses it; in their listings Codex cuts the description at 1,024 characters, and Claude Code at 1,536.",
  help: "Keep what decides when to use the skill; move the rest into the body.",
  since: "0.1.0",
  sources: [
    copilotCliFacts.skillDescriptionLength,
    skillsRefFacts.descriptionLength,
    { read: { url: "https://agentskills.io/specification", date: "2026-11-21" } },
    {
      read: {
        url: "https://github.com/openai/codex/blob/033d1d0741d697436d4d5527aaac8893c28b424c/codex-rs/core-skills/src/loader.rs",
        date: "2026-11-21",
      },
    },
  ],
  options: { "max-characters": 1024 },
  optionAliases: { max: "max-characters" },
  loosens: { "max-characters": "more" },

  *check(skill, { "max-characters": max }) {
    const field = textField(skill, "description");
    if (!field) return;
    // Codex folds white space before it counts; the specification does not say. A text that both accept is accepted.
    const length = codePoints(folded(field.value));
    if (length > max)
      yield {
        message: `The description has ${thousands(length)} of ${thousands(max)} characters.`,
        at: field.at,
      };
  },

  examples: [
    {
      because: "1,024 characters are allowed",
      files: { "skills/long/SKILL.md": `---\nname: long\ndescription: ${"x".repeat(1024)}\n---\n` },
    },
    {
      because: "one more is one too many",
      files: { "skills/long/SKILL.md": `---\nname: long\ndescription: ${"x".repeat(1025)}\n---\n` },
      reports: ["3:14 The description has 1,025 of 1,024 characters."],
    },
  ],
});
