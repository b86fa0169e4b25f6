import { entryOf } from "../../model/data.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const skillMetadata = defineArtifactRule({
  id: "skill/metadata",
  on: ["skill"],
  severity: "warning",
  summary: "Numbers in a skill's metadata keep all their digits.",
  why: "The specification wants texts; without quotes a version is a number. What clients read as true, false or a map, such as `internal: true`, stays as it is.",
  consequence: "Version 1.10 becomes 1.1.",
  help: "Put quotes around the value.",
  since: "0.1.0",
  sources: [{ read: { url: "https://agentskills.io/specification", date: "2026-11-21" } }],

  *check({ frontmatter, source }) {
    const metadata = entryOf(frontmatter?.data, "metadata");
    if (metadata?.value.kind !== "map") return; // loading/metadata reports it
    for (const { key, value } of metadata.value.entries)
      if (value.kind === "number") {
        const written = source.text.slice(value.range.start, value.range.end);
        if (/^\d+\.\d*0$/.test(written))
          yield {
            message: `The metadata value "${key}" is the number ${value.value}, not ${written}.`,
            at: value.range,
            fix: {
              title: "Put quotes around the value",
              safe: false,
              edits: [{ range: value.range, text: `"${written}"` }],
            },
          };
      }
  },

  examples: [
    {
      because: "texts, and what clients read as true or as a map",
      files: {
        "skills/git/SKILL.md":
          '---\nname: git\ndescription: Commits.\nmetadata:\n  version: "1.10"\n  internal: true\n  openclaw: { emoji: a }\n---\n',
      },
    },
    {
      because: "1.10 without quotes is a number",
      files: { "skills/git/SKILL.md": "---\nname: git\ndescription: Commits.\nmetadata:\n  version: 1.10\n---\n" },
      reports: ['5:12 The metadata value "version" is the number 1.1, not 1.10.'],
      fixed: '---\nname: git\ndescription: Commits.\nmetadata:\n  version: "1.10"\n---\n',
    },
  ],
});
