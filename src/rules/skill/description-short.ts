import { textField } from "../../model/field.ts";
import { codePoints } from "../../context/fields.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const skillDescriptionShort = defineArtifactRule({
  id: "skill/description-short",
  on: ["skill"],
  severity: "off",
  summary: "A skill's description is long enough to choose it by.",
  why: "The agent sees nothing else of a skill when it decides whether to load it.",
  consequence: "The agent does not recognise the tasks that the skill is for.",
  help: "Say what the skill does and when to use it.",
  since: "0.1.0",
  sources: [{ read: { url: "https://agentskills.io/specification", date: "2026-11-21" } }],
  options: { "min-characters": 40 },
  optionAliases: { min: "min-characters" },
  loosens: { "min-characters": "less" },

  *check(skill, { "min-characters": min }) {
    const field = textField(skill, "description");
    if (!field || field.value === "") return; // skill/description-required reports it
    const length = codePoints(field.value);
    if (length < min) yield { message: `The description has ${length} characters, fewer than ${min}.`, at: field.at };
  },

  examples: [
    {
      because: "what it does, and when",
      files: {
        "skills/git/SKILL.md":
          "---\nname: git\ndescription: Writes commit messages. Use it whenever changes are committed.\n---\nCommit.\n",
      },
    },
    {
      because: "one word",
      files: { "skills/git/SKILL.md": "---\nname: git\ndescription: Git.\n---\nCommit.\n" },
      reports: ["3:14 The description has 4 characters, fewer than 40."],
    },
  ],
});
