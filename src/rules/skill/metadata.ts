import { entryOf } from "../../model/data.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const skillMetadata = defineArtifactRule({
  id: "skill/metadata",
  on: ["skill"],
  severity: "warning",
  summary: "A skill's metadata is a map from text to text.",
  why: "The specification says so, and a client may refuse or drop a value of another type.",
  consequence: "A client that reads `metadata` as texts loses the value: version 1.10 becomes the number 1.1.",
  help: "Put quotes around the value, or flatten what is nested.",
  since: "0.1.0",
  sources: [{ url: "https://agentskills.io/specification", read: "2026-11-21" }],

  *check({ frontmatter }) {
    const metadata = entryOf(frontmatter?.data, "metadata");
    if (!metadata || metadata.value.kind === "null") return;
    if (metadata.value.kind !== "map") {
      yield { message: `The metadata is a ${metadata.value.kind}, not a map.`, at: metadata.value.range };
      return;
    }
    for (const { key, value } of metadata.value.entries)
      if (value.kind !== "string")
        yield { message: `The metadata value "${key}" is a ${value.kind}, not a text.`, at: value.range };
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
    },
    {
      because: "a list is no map",
      files: { "skills/git/SKILL.md": "---\nname: git\ndescription: Commits.\nmetadata: [a]\n---\n" },
      reports: ["4:11 The metadata is a list, not a map."],
    },
  ],
});
