import { RULE_FIELDS } from "../../clients/rule-fields.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const scopedInstructionsFieldType = defineArtifactRule({
  id: "scoped-instructions/field-type",
  on: ["scoped-instructions"],
  severity: "warning",
  summary: "The fields that say when instructions apply hold the kind of value that the client expects.",
  why: 'A client passes over a field that it cannot use: `alwaysApply: "true"` is a text, and Cursor does not load the rule always.',
  consequence: "The instructions are loaded at other times than intended, mostly never.",
  help: "Write switches as true or false without quotes, and globs as a text or a list of texts.",
  since: "0.1.0",
  sources: [
    { url: "https://raw.githubusercontent.com/stbenjam/skillsaw/main/docs/rules/cursor-rules-valid.md", read: "2026-11-21" },
    {
      url: "https://docs.github.com/en/copilot/how-tos/copilot-cli/customize-copilot/add-custom-instructions",
      read: "2026-11-21",
    },
    { url: "https://kiro.dev/docs/steering/", read: "2026-11-21" },
    { url: "https://docs.windsurf.com/windsurf/cascade/memories.md", read: "2026-11-21" },
  ],

  *check({ dialect, frontmatter }) {
    const fields = dialect && RULE_FIELDS[dialect]?.fields;
    if (!fields) return;
    for (const { key, value } of frontmatter?.data?.entries ?? []) {
      const expected = Object.hasOwn(fields, key) ? fields[key] : undefined;
      if (!expected || value.kind === "null") continue;
      if (!expected.includes(value.kind))
        yield { message: `The field "${key}" is a ${value.kind}, not a ${expected.map(named).join(" or a ")}.`, at: value.range };
      else if (value.kind === "list")
        for (const item of value.items)
          if (item.kind !== "string")
            yield { message: `The field "${key}" lists a ${item.kind} among its texts.`, at: item.range };
    }
  },

  examples: [
    {
      because: "a switch, a list, and a text with commas",
      files: {
        ".cursor/rules/api.mdc": "---\nalwaysApply: false\nglobs: src/**/*.ts,test/**\ndescription:\n---\nUse fetch.\n",
        ".claude/rules/api.md": "---\npaths: ['src/**']\n---\nUse fetch.\n",
      },
    },
    {
      because: "a switch in quotes",
      files: { ".cursor/rules/api.mdc": '---\nalwaysApply: "true"\n---\nUse fetch.\n' },
      reports: ['2:14 The field "alwaysApply" is a string, not a boolean.'],
    },
  ],
});

function named(kind: string): string {
  return kind === "string" ? "text" : kind;
}
