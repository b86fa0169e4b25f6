import { entryOf } from "../../model/data.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const skillMetadata = defineArtifactRule({
  id: "skill/metadata",
  on: ["skill"],
  severity: "warning",
  summary: "The values of a skill's metadata are texts.",
  why: "The specification says so, and a client may refuse or drop a value of another type.",
  consequence: "A client that reads `metadata` as texts loses the value: version 1.10 becomes the number 1.1.",
  help: "Put quotes around the value, or flatten what is nested.",
  since: "0.1.0",
  sources: [{ read: { url: "https://agentskills.io/specification", date: "2026-11-21" } }],

  *check({ frontmatter, source }) {
    const metadata = entryOf(frontmatter?.data, "metadata");
    if (metadata?.value.kind !== "map") return; // loading/metadata reports it
    for (const { key, value } of metadata.value.entries)
      if (value.kind !== "string") {
        const written = source.text.slice(value.range.start, value.range.end);
        const edits = [{ range: value.range, text: `"${written}"` }];
        // What is written as a number or a boolean is meant as those characters.
        const fix = { title: "Put quotes around the value", safe: false, edits };
        const isMeant = (value.kind === "number" || value.kind === "boolean") && /^[\w.+-]+$/.test(written);
        const message = `The metadata value "${key}" is a ${value.kind}, not a text.`;
        yield { message, at: value.range, ...(isMeant && { fix }) };
      }
  },

  examples: [
    {
      because: "texts",
      files: {
        "skills/git/SKILL.md": '---\nname: git\ndescription: Commits.\nmetadata:\n  version: "1.10"\n---\n',
      },
    },
    {
      because: "1.10 without quotes is a number",
      files: { "skills/git/SKILL.md": "---\nname: git\ndescription: Commits.\nmetadata:\n  version: 1.10\n---\n" },
      reports: ['5:12 The metadata value "version" is a number, not a text.'],
      fixed: '---\nname: git\ndescription: Commits.\nmetadata:\n  version: "1.10"\n---\n',
    },
  ],
});
