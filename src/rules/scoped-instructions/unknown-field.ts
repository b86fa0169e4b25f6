import { RULE_FIELDS } from "../../clients/rule-fields.ts";
import { nearest } from "../../model/nearest.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const scopedInstructionsUnknownField = defineArtifactRule({
  id: "scoped-instructions/unknown-field",
  on: ["scoped-instructions"],
  severity: "info",
  summary: "Scoped instructions use the fields of their own client.",
  why: "Each client has its own word for the same thing: `paths` in Claude Code, `globs` in Cursor, `applyTo` in Copilot. A field of another client does nothing.",
  consequence: "Where the field should say when to load the file, it is loaded always or never.",
  help: "Use the client's own field. Fields for people alone belong into the text.",
  since: "0.1.0",
  sources: [
    { url: "https://raw.githubusercontent.com/stbenjam/skillsaw/main/docs/rules/cursor-rules-valid.md", read: "2026-11-21" },
    {
      url: "https://docs.github.com/en/copilot/how-tos/copilot-cli/customize-copilot/add-custom-instructions",
      read: "2026-11-21",
    },
  ],
  options: { allowed: [] },

  *check({ dialect, frontmatter }, { allowed }) {
    const known = dialect && RULE_FIELDS[dialect];
    if (!known) return;
    for (const { key, keyRange } of frontmatter?.data?.entries ?? []) {
      if (Object.hasOwn(known.fields, key) || allowed.includes(key)) continue;
      const other = FOREIGN.has(key) ? known.globs : nearest(key, Object.keys(known.fields));
      yield { message: `${dialect} knows no field "${key}"${other === undefined ? "" : `; it has "${other}"`}.`, at: keyRange };
    }
  },

  examples: [
    {
      because: "the client's own field",
      files: { ".github/instructions/api.instructions.md": "---\napplyTo: 'src/**'\n---\nUse fetch.\n" },
    },
    {
      because: "the word of another client",
      files: { ".claude/rules/api.md": "---\nglobs: 'src/**'\n---\nUse fetch.\n" },
      reports: ['2:1 claude-code knows no field "globs"; it has "paths".'],
    },
  ],
});

const FOREIGN = new Set(Object.values(RULE_FIELDS).map(({ globs }) => globs));
