import { entryOf } from "../../model/data.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const scopedInstructionsQuotedGlobs = defineArtifactRule({
  id: "scoped-instructions/quoted-globs",
  on: ["scoped-instructions"],
  severity: "off",
  severityFor: { cursor: "warning", copilot: "warning" },
  summary: "The globs of a rule are written as its client reads them.",
  why: "Cursor takes what stands behind `globs:` as it is: commas between globs, no quotes, no brackets. VS Code reads a text as `applyTo` and discards a list.",
  consequence: "The rule applies to no file.",
  help: 'Write `globs: **/*.ts, **/*.tsx` for Cursor, and `applyTo: "**/*.ts,**/*.tsx"` for Copilot.',
  since: "0.1.0",
  sources: [
    { read: { url: "https://github.com/cosai-oasis/project-codeguard/issues/121", date: "2026-11-30" } },
    { read: { url: "https://github.com/matlab/rules/issues/5", date: "2026-11-30" } },
  ],

  *check({ dialect, frontmatter, source }) {
    const field = dialect === "cursor" ? "globs" : dialect === "copilot" ? "applyTo" : undefined;
    const value = field === undefined ? undefined : entryOf(frontmatter?.data, field)?.value;
    if (!value || !dialect) return;
    const quoted = value.kind === "string" && /^["']/.test(source.text.slice(value.range.start, value.range.start + 1));
    if (value.kind === "list" && value.items.length > 0)
      yield {
        message: `\`${field}\` is a list, which ${NAMES[dialect]} does not read.`,
        at: value.range,
        client: dialect,
      };
    else if (quoted && dialect === "cursor")
      yield {
        message: "Cursor keeps the quotes around the globs, and matches nothing.",
        at: value.range,
        client: dialect,
      };
  },

  examples: [
    {
      because: "each as its client writes it",
      files: {
        ".cursor/rules/a.mdc": "---\ndescription:\nglobs: **/*.ts, **/*.tsx\nalwaysApply: false\n---\nUse types.\n",
        ".github/instructions/a.instructions.md": '---\napplyTo: "**/*.ts,**/*.tsx"\n---\nUse types.\n',
      },
    },
    {
      because: "quotes for Cursor",
      files: { ".cursor/rules/a.mdc": '---\nglobs: "**/*.ts"\nalwaysApply: false\n---\nUse types.\n' },
      reports: ["2:8 Cursor keeps the quotes around the globs, and matches nothing."],
    },
    {
      because: "a list for Copilot",
      files: { ".github/instructions/a.instructions.md": '---\napplyTo: ["**/*.ts"]\n---\nUse types.\n' },
      reports: ["2:10 `applyTo` is a list, which VS Code does not read."],
    },
  ],
});

const NAMES: Readonly<Record<string, string>> = { cursor: "Cursor", copilot: "VS Code" };
