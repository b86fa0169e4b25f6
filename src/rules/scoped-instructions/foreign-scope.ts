import { RULE_FILES } from "../../clients/rule-file-fields.ts";
import { entryOf } from "../../model/data.ts";
import { defineArtifactRule } from "../../model/rule.ts";

const SCOPES = new Set(["applyTo", "globs", "paths"]);

export const scopedInstructionsForeignScope = defineArtifactRule({
  id: "scoped-instructions/foreign-scope",
  on: ["scoped-instructions"],
  severity: "warning",
  summary: "A rule file names its files in the field of its own client.",
  why: "Cursor reads `globs`, Claude Code `paths` and Copilot `applyTo`; each ignores the fields of the others.",
  consequence: "The rule applies to all files in Claude Code, and to none in Cursor and VS Code.",
  help: "Rename the field as the message says.",
  since: "0.1.0",
  sources: [
    {
      read: {
        url: "https://raw.githubusercontent.com/stbenjam/skillsaw/main/docs/rules/cursor-rules-valid.md",
        date: "2026-11-21",
      },
    },
    { read: { url: "https://github.com/anthropics/claude-code/issues/22170", date: "2026-11-21" } },
    { read: { url: "https://code.visualstudio.com/docs/agent-customization/custom-instructions", date: "2026-11-21" } },
  ],

  *check({ dialect, frontmatter }) {
    const own = dialect && RULE_FILES[dialect]?.scope;
    const data = frontmatter?.data;
    if (own === undefined || !data || entryOf(data, own) || entryOf(data, "alwaysApply")) return;
    for (const { key, keyRange } of data.entries)
      if (SCOPES.has(key)) yield { message: `This client reads \`${own}\`, not \`${key}\`.`, at: keyRange };
  },

  examples: [
    {
      because: "each client's own field",
      files: {
        ".claude/rules/a.md": '---\npaths: "src/**"\n---\nUse types.\n',
        ".github/instructions/a.instructions.md": '---\napplyTo: "src/**"\n---\nUse types.\n',
      },
    },
    {
      because: "a file that serves two clients has both fields",
      files: { ".claude/rules/a.md": '---\npaths: "src/**"\nglobs: "src/**"\n---\nUse types.\n' },
    },
    {
      because: "a rule for Cursor in the folder of Claude Code",
      files: { ".claude/rules/a.md": '---\nglobs: "src/**"\n---\nUse types.\n' },
      reports: ["2:1 This client reads `paths`, not `globs`."],
    },
  ],
});
