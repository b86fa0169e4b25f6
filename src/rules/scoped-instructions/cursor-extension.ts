import { defineArtifactRule } from "../../model/rule.ts";

export const scopedInstructionsCursorExtension = defineArtifactRule({
  id: "scoped-instructions/cursor-extension",
  on: ["scoped-instructions"],
  severity: "off",
  severityFor: { cursor: "info" },
  summary: "Rules in `.cursor/rules` are .mdc files.",
  why: "Only an .mdc file has frontmatter that Cursor reads. Older versions pass over .md files altogether, newer ones load them only when they are named.",
  consequence: "The rule is not loaded by itself.",
  help: "Rename the file to .mdc and say in its frontmatter when it applies.",
  since: "0.1.0",
  sources: [
    {
      read: {
        url: "https://cameronbrooks11.github.io/agent-policy/reference/targets/cursor-rules",
        date: "2026-11-21",
      },
    },
    { read: { url: "https://skillwright.app/blog/cursor-rules-guide", date: "2026-11-21" } },
  ],

  *check({ path }) {
    if (/(?:^|\/)\.cursor\/rules\/.*\.md$/i.test(path))
      yield { message: "Cursor does not load this .md file by itself." };
  },

  examples: [
    { because: "an .mdc file", files: { ".cursor/rules/api.mdc": "---\nalwaysApply: true\n---\nUse fetch.\n" } },
    {
      because: "an .md file",
      files: { ".cursor/rules/api.md": "Use fetch.\n" },
      reports: ["Cursor does not load this .md file by itself."],
    },
  ],
});
