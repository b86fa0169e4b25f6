import { RULE_FILES } from "../../clients/rule-file-fields.ts";
import { meansScope } from "../../inventory/texts/meant-scope.ts";
import { nearest } from "../../model/nearest.ts";
import { defineArtifactRule } from "../../model/rule.ts";

const ELSEWHERE = new Set(["applyTo", "globs", "paths", "alwaysApply"]);

export const scopedInstructionsUnknownField = defineArtifactRule({
  id: "scoped-instructions/unknown-field",
  on: ["scoped-instructions"],
  severity: "info",
  summary: "The frontmatter of a rule file has fields that its client knows.",
  why: "Clients ignore a field that they do not know. The lists are those of November 2026 and grow.",
  consequence: "What the field says has no effect.",
  help: "Correct the spelling, take the field out, or add it to the option `allowed`.",
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
  options: { allowed: [] },
  optionAliases: { known: "allowed" },
  loosens: { allowed: "more" },

  *check({ dialect, frontmatter }, { allowed }) {
    const file = dialect && RULE_FILES[dialect];
    if (!file) return;
    const names = Object.keys(file.fields);
    for (const entry of frontmatter?.data?.entries ?? []) {
      const { key, keyRange } = entry;
      if (meansScope(entry, file.scope)) continue; // scoped-instructions/lost-scope reports it
      if (names.includes(key) || ELSEWHERE.has(key) || allowed.includes(key)) continue;
      const meant = nearest(key, names);
      yield {
        message: `The client of this file knows no field "${key}"${meant === undefined ? "" : `; it knows "${meant}"`}.`,
        at: keyRange,
      };
    }
  },

  examples: [
    {
      because: "the fields of the client",
      files: { ".cursor/rules/a.mdc": "---\ndescription: Types\nglobs: src/**\nalwaysApply: false\n---\nUse types.\n" },
    },
    {
      because: "a slip",
      files: { ".cursor/rules/a.mdc": "---\ndescribtion: Types\nglobs: src/**\n---\nUse types.\n" },
      reports: ['2:1 The client of this file knows no field "describtion"; it knows "description".'],
    },
  ],
});
