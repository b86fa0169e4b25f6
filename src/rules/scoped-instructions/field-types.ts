import { RULE_FILES, RULE_TYPE_NAMES, type RuleFieldType } from "../../clients/rule-file-fields.ts";
import type { DataNode } from "../../model/data.ts";
import type { Fix } from "../../model/diagnostic.ts";
import { defineArtifactRule } from "../../model/rule.ts";
import type { Source } from "../../model/source.ts";

export const scopedInstructionsFieldTypes = defineArtifactRule({
  id: "scoped-instructions/field-types",
  on: ["scoped-instructions"],
  severity: "warning",
  summary: "The fields of a rule file have the types that its client reads.",
  why: 'Clients ignore a field whose value they cannot use, without a word: `alwaysApply: "true"` is a text.',
  consequence: "The rule applies to other files than the ones that are meant, or to none.",
  help: "Give the field the type that the message names.",
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

  *check({ dialect, frontmatter, source }) {
    const fields = dialect && RULE_FILES[dialect]?.fields;
    for (const { key, value } of (fields && frontmatter?.data?.entries) ?? []) {
      const types = fields && Object.hasOwn(fields, key) ? fields[key] : undefined;
      if (!types || value.kind === "null" || types.some((type) => fits(value, type))) continue;
      const fix = types.length === 1 && types[0] ? retyped(source, value, types[0]) : undefined;
      yield {
        message: `\`${key}\` has to be ${types.map((type) => RULE_TYPE_NAMES[type]).join(" or ")}.`,
        at: value.range,
        ...(fix && { fix }),
      };
    }
  },

  examples: [
    {
      because: "globs as Cursor itself writes them, and as a list",
      files: {
        ".cursor/rules/a.mdc": "---\ndescription:\nglobs: **/*.ts, src/*.tsx\nalwaysApply: false\n---\nUse types.\n",
        ".claude/rules/a.md": '---\npaths:\n  - "src/**/*.ts"\n---\nUse types.\n',
      },
    },
    {
      because: "true in quotes is a text",
      files: { ".cursor/rules/a.mdc": '---\nalwaysApply: "true"\n---\nUse types.\n' },
      reports: ["2:14 `alwaysApply` has to be true or false."],
      fixed: "---\nalwaysApply: true\n---\nUse types.\n",
    },
    {
      because: "a list of globs, which VS Code wants in one text",
      files: { ".github/instructions/a.instructions.md": '---\napplyTo: ["*.ts", "*.js"]\n---\nUse types.\n' },
      reports: ["2:10 `applyTo` has to be a text."],
      fixed: "---\napplyTo: '*.ts,*.js'\n---\nUse types.\n",
    },
    {
      because: "a map of globs",
      files: { ".github/instructions/a.instructions.md": "---\napplyTo:\n  include: src\n---\nUse types.\n" },
      reports: ["3:3 `applyTo` has to be a text."],
    },
  ],
});

function fits(node: DataNode, type: RuleFieldType): boolean {
  if (type === "text") return node.kind === "string" || node.kind === "number";
  if (type === "flag") return node.kind === "boolean";
  return node.kind === "list" && node.items.every(({ kind }) => kind === "string");
}

/** The same said in the wanted type, where that is certain. The rule applies elsewhere from then on: no safe fix. */
function retyped({ text }: Source, { range, ...node }: DataNode, type: RuleFieldType): Fix | undefined {
  if (text.slice(range.start, range.end).includes("\n")) return undefined;
  if (type === "flag" && node.kind === "string" && (node.value === "true" || node.value === "false"))
    return { title: `Write ${node.value}`, safe: false, edits: [{ range, text: node.value }] };
  if (type !== "text" || node.kind !== "list" || node.items.length === 0) return undefined;
  const globs = node.items.map((item) => (item.kind === "string" ? item.value : ""));
  if (!globs.every((glob) => /^[^\s,'"]+$/.test(glob))) return undefined;
  return { title: "Write one text with commas", safe: false, edits: [{ range, text: `'${globs.join(",")}'` }] };
}
