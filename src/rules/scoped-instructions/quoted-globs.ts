import { entryOf } from "../../model/data.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const scopedInstructionsQuotedGlobs = defineArtifactRule({
  id: "scoped-instructions/quoted-globs",
  on: ["scoped-instructions"],
  severity: "warning",
  summary: "The globs of a Cursor rule stand without quotes and brackets, with commas between them.",
  why: "Cursor reads the line as it stands: quotes become part of the pattern, and a list is empty.",
  consequence: "Cursor never attaches the rule to a file.",
  help: "Write `globs: *.ts,src/**`, without quotes and brackets.",
  since: "0.1.0",
  sources: [
    { read: { url: "https://github.com/cosai-oasis/project-codeguard/issues/121", date: "2026-11-30" } },
    { read: { url: "https://forum.cursor.com/t/146274", date: "2026-11-30" } },
  ],

  *check({ dialect, path, frontmatter, source }) {
    if (dialect !== "cursor" || !path.endsWith(".mdc")) return;
    const value = entryOf(frontmatter?.data, "globs")?.value;
    const first = value && source.text.charAt(value.range.start);
    if (value?.kind === "list" && value.items.length > 0)
      yield { message: "Cursor reads no list of globs: write them in one line, with commas.", at: value.range };
    else if (value?.kind === "string" && value.value !== "" && (first === '"' || first === "'"))
      yield { message: "Cursor takes the quotes for part of the glob.", at: value.range };
  },

  examples: [
    { because: "as Cursor writes them", files: { ".cursor/rules/a.mdc": "---\nglobs: *.ts,src/**\n---\nTest.\n" } },
    {
      because: "in quotes",
      files: { ".cursor/rules/a.mdc": '---\nglobs: "**/*.ts"\n---\nTest.\n' },
      reports: ["2:8 Cursor takes the quotes for part of the glob."],
    },
    {
      because: "a list",
      files: { ".cursor/rules/a.mdc": '---\nglobs: ["**/*.ts"]\n---\nTest.\n' },
      reports: ["2:8 Cursor reads no list of globs: write them in one line, with commas."],
    },
  ],
});
