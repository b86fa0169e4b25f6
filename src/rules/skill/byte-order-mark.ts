import { skillsRefFacts } from "../../clients/skills-ref.ts";
import { geminiCliFacts } from "../../clients/gemini-cli.ts";
import { codexFacts } from "../../clients/codex.ts";
import { defineArtifactRule } from "../../model/rule.ts";

const FRONTMATTER = "---\nname: git\ndescription: Commits.\n---\n";

export const skillByteOrderMark = defineArtifactRule({
  id: "skill/byte-order-mark",
  on: ["skill"],
  severity: "warning",
  severityFor: { codex: "error", "gemini-cli": "error", "skills-ref": "error" },
  summary: "A skill's file begins with `---`, not with a byte order mark.",
  why: "Codex and Gemini CLI compare the first characters of the file with `---`, and an invisible mark in front of them is not that.",
  consequence: "Codex and Gemini CLI drop the skill although it looks right in every editor.",
  help: "Save the file as UTF-8 without a byte order mark.",
  since: "0.1.0",
  sources: [
    codexFacts.skillFences,
    geminiCliFacts.skillFences,
    skillsRefFacts.fields,
    {
      read: {
        url: "https://github.com/openai/codex/blob/033d1d0741d697436d4d5527aaac8893c28b424c/codex-rs/core-skills/src/loader.rs",
        date: "2026-11-21",
      },
    },
    {
      read: {
        url: "https://github.com/google-gemini/gemini-cli/blob/04fbf50725b94cef0a8f37be6436bd0a84dafc9b/packages/core/src/skills/skillLoader.ts",
        date: "2026-11-21",
      },
    },
  ],

  *check({ source, frontmatter }) {
    if (source.bom && frontmatter)
      yield { message: "The file begins with a byte order mark.", at: { start: 0, end: 0 } };
  },

  examples: [
    { because: "plain UTF-8", files: { "skills/git/SKILL.md": FRONTMATTER } },
    {
      because: "UTF-8 with a byte order mark",
      files: { "skills/git/SKILL.md": `\uFEFF${FRONTMATTER}` },
      reports: ["1:1 The file begins with a byte order mark."],
    },
  ],
});
