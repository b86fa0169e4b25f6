import { skillsRefFacts } from "../../clients/skills-ref.ts";
import { entryOf } from "../../model/data.ts";
import { codePoints } from "../../context/fields.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const skillCompatibility = defineArtifactRule({
  id: "skill/compatibility",
  on: ["skill"],
  severity: "warning",
  severityFor: { "skills-ref": "error" },
  summary: "A skill's compatibility note is a text of at most 500 characters.",
  why: "The specification says so. No client reads the field today, so only a strict one will notice.",
  consequence: "skills-ref refuses the skill.",
  help: "Shorten it to one sentence: the clients, programs or network access that the skill needs.",
  since: "0.1.0",
  sources: [
    skillsRefFacts.compatibilityLength,
    { read: { url: "https://agentskills.io/specification", date: "2026-11-21" } },
  ],
  options: { "max-characters": 500 },
  optionAliases: { max: "max-characters" },
  loosens: { "max-characters": "more" },

  *check({ frontmatter }, { "max-characters": max }) {
    const entry = entryOf(frontmatter?.data, "compatibility");
    if (!entry) return;
    const { value } = entry;
    if (value.kind !== "string") {
      yield { message: `The compatibility note is a ${value.kind}, not a text.`, at: value.range };
      return;
    }
    const length = codePoints(value.value);
    if (length > max) yield { message: `The compatibility note has ${length} of ${max} characters.`, at: value.range };
  },

  examples: [
    {
      because: "one sentence",
      files: { "skills/git/SKILL.md": "---\nname: git\ndescription: Commits.\ncompatibility: Needs git 2.40.\n---\n" },
    },
    {
      because: "a number is no text",
      files: { "skills/git/SKILL.md": "---\nname: git\ndescription: Commits.\ncompatibility: 2.40\n---\n" },
      reports: ["4:16 The compatibility note is a number, not a text."],
    },
    {
      because: "501 characters are one too many",
      files: {
        "skills/git/SKILL.md": `---\nname: git\ndescription: Commits.\ncompatibility: ${"x".repeat(501)}\n---\n`,
      },
      reports: ["4:16 The compatibility note has 501 of 500 characters."],
    },
  ],
});
