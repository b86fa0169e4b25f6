import { entryOf } from "../../model/data.ts";
import { textField } from "../../model/field.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const outputStyleFields = defineArtifactRule({
  id: "output-style/fields",
  on: ["output-style"],
  severity: "off",
  summary: "An output style has a description, a text, and true or false for `keep-coding-instructions`.",
  why: "Users choose a style by its description, and its text replaces parts of the system prompt.",
  consequence: "The style is listed without a purpose, or changes nothing.",
  help: "Add what the message names.",
  since: "0.1.0",
  sources: [{ read: { url: "https://code.claude.com/docs/en/output-styles", date: "2026-11-21" } }],

  *check(style) {
    const { frontmatter, source, body } = style;
    const at = frontmatter?.range ?? { start: 0, end: 1 };
    if (frontmatter && !frontmatter.data) return; // file/syntax reports it
    if ((textField(style, "description")?.value ?? "") === "") yield { message: "The style has no description.", at };
    const keep = entryOf(frontmatter?.data, "keep-coding-instructions")?.value;
    if (keep && keep.kind !== "boolean")
      yield { message: "`keep-coding-instructions` has to be true or false.", at: keep.range };
    if (source.text.slice(body.start, body.end).trim() === "") yield { message: "The style has no text.", at };
  },

  examples: [
    {
      because: "a description and a text",
      files: {
        ".claude/output-styles/brief.md":
          "---\nname: Brief\ndescription: Short answers.\nkeep-coding-instructions: true\n---\nAnswer in one line.\n",
      },
    },
    {
      because: "no description, and a number of times",
      files: { ".claude/output-styles/brief.md": "---\nname: Brief\nkeep-coding-instructions: 1\n---\nBe brief.\n" },
      reports: ["1:1 The style has no description.", "3:27 `keep-coding-instructions` has to be true or false."],
    },
  ],
});
