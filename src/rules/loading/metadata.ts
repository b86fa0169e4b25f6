import { codexFacts } from "../../clients/codex.ts";
import { entryOf } from "../../model/data.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const loadingMetadata = defineArtifactRule({
  id: "loading/metadata",
  on: ["skill"],
  severity: "warning",
  severityFor: { codex: "error" },
  summary: "A skill's metadata is a map.",
  why: "The specification says so, and Codex reads the frontmatter into a form that has room for nothing else.",
  consequence: "Codex drops the skill with an error that only its log shows.",
  help: "Write a key and a value below `metadata:`, indented, or leave the field out.",
  since: "0.1.0",
  sources: [
    codexFacts.skillFields,
    { read: { url: "https://agentskills.io/specification", date: "2026-11-21" } },
    codexFacts.skillDescriptionLength,
  ],

  *check({ frontmatter }) {
    const metadata = entryOf(frontmatter?.data, "metadata")?.value;
    if (metadata && metadata.kind !== "map" && metadata.kind !== "null")
      yield { message: `The metadata is a ${metadata.kind}, not a map.`, at: metadata.range };
    const short = entryOf(metadata, "short-description")?.value;
    if (short?.kind === "list" || short?.kind === "map")
      yield { message: `The short description is a ${short.kind}, not a text.`, at: short.range };
  },

  examples: [
    {
      because: "keys and values, or nothing",
      files: {
        "skills/git/SKILL.md": "---\nname: git\ndescription: Commits.\nmetadata:\n  owner: platform\n---\n",
        "skills/svn/SKILL.md": "---\nname: svn\ndescription: Commits.\nmetadata:\n---\n",
      },
    },
    {
      because: "a list",
      files: { "skills/git/SKILL.md": "---\nname: git\ndescription: Commits.\nmetadata: [a]\n---\n" },
      reports: ["4:11 The metadata is a list, not a map."],
    },
    {
      because: "a list within",
      files: {
        "skills/git/SKILL.md":
          "---\nname: git\ndescription: Commits.\nmetadata:\n  short-description: [Commits]\n---\n",
      },
      reports: ["5:22 The short description is a list, not a text."],
    },
  ],
});
