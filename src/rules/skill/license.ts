import { entryOf } from "../../model/data.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const skillLicense = defineArtifactRule({
  id: "skill/license",
  on: ["skill"],
  severity: "off",
  summary: "A skill's license is a short text.",
  why: "The specification asks for the name of a license, or of the file that holds it.",
  consequence: "Whoever collects licenses by program cannot read this one.",
  help: "Write `license: MIT`, or `license: Complete terms in LICENSE.txt`.",
  since: "0.1.0",
  sources: [{ read: { url: "https://agentskills.io/specification", date: "2026-11-21" } }],
  options: { "max-characters": 200 },
  optionAliases: { max: "max-characters" },

  *check({ frontmatter }, { "max-characters": max }) {
    const value = entryOf(frontmatter?.data, "license")?.value;
    if (!value) return;
    if (value.kind !== "string") yield { message: `The license is a ${value.kind}, not a text.`, at: value.range };
    else if (value.value.length > max)
      yield { message: `The license has ${value.value.length} of ${max} characters.`, at: value.range };
  },

  examples: [
    {
      because: "a name",
      files: { "skills/git/SKILL.md": "---\nname: git\ndescription: Commits.\nlicense: MIT\n---\nCommit.\n" },
    },
    {
      because: "a map",
      files: { "skills/git/SKILL.md": "---\nname: git\ndescription: Commits.\nlicense: { name: MIT }\n---\nCommit.\n" },
      reports: ["4:10 The license is a map, not a text."],
    },
  ],
});
