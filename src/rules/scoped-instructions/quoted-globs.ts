import { type DataEntry, entryOf } from "../../model/data.ts";
import type { Fix } from "../../model/diagnostic.ts";
import { defineArtifactRule } from "../../model/rule.ts";
import type { Source } from "../../model/source.ts";

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
    const entry = entryOf(frontmatter?.data, "globs");
    const value = entry?.value;
    const first = value && source.text.charAt(value.range.start);
    if (entry && value?.kind === "list" && value.items.length > 0) {
      const message = "Cursor reads no list of globs: write them in one line, with commas.";
      const globs = value.items.map((item) => (item.kind === "string" ? item.value : undefined));
      yield { message, at: value.range, ...plain(source, entry, globs) };
    } else if (entry && value?.kind === "string" && value.value !== "" && (first === '"' || first === "'"))
      yield {
        message: "Cursor takes the quotes for part of the glob.",
        at: value.range,
        ...plain(
          source,
          entry,
          value.value.split(",").map((glob) => glob.trim()),
        ),
      };
  },

  examples: [
    { because: "as Cursor writes them", files: { ".cursor/rules/a.mdc": "---\nglobs: *.ts,src/**\n---\nTest.\n" } },
    {
      because: "in quotes",
      files: { ".cursor/rules/a.mdc": '---\nglobs: "**/*.ts"\n---\nTest.\n' },
      reports: ["2:8 Cursor takes the quotes for part of the glob."],
      fixed: "---\nglobs: **/*.ts\n---\nTest.\n",
    },
    {
      because: "a list",
      files: { ".cursor/rules/a.mdc": '---\nglobs: ["**/*.ts"]\n---\nTest.\n' },
      reports: ["2:8 Cursor reads no list of globs: write them in one line, with commas."],
      fixed: "---\nglobs: **/*.ts\n---\nTest.\n",
    },
    {
      because: "a list below its key",
      files: { ".cursor/rules/a.mdc": '---\nglobs:\n  - "**/*.ts"\n  - src/**\nalwaysApply: false\n---\nTest.\n' },
      reports: ["3:3 Cursor reads no list of globs: write them in one line, with commas."],
      fixed: "---\nglobs: **/*.ts,src/**\nalwaysApply: false\n---\nTest.\n",
    },
    {
      because: "a comment among them, which would be lost",
      files: { ".cursor/rules/a.mdc": '---\nglobs:\n  - "**/*.ts" # ours\n  - src/a\n---\nTest.\n' },
      reports: ["3:3 Cursor reads no list of globs: write them in one line, with commas."],
    },
    {
      because: "globs with commas of their own, of which a line with commas says something else",
      files: { ".cursor/rules/a.mdc": '---\nglobs: ["*.{ts,tsx}", "*.js"]\n---\nTest.\n' },
      reports: ["2:8 Cursor reads no list of globs: write them in one line, with commas."],
    },
  ],
});

/** The globs as Cursor reads them, where each survives without quotes. The rule takes hold then: no safe fix. */
function plain(
  { text }: Source,
  { keyRange, value }: DataEntry,
  globs: readonly (string | undefined)[],
): { readonly fix?: Fix } {
  const survive = globs.every((glob) => glob !== undefined && /^[^\s,"'#]+$/.test(glob));
  // From the key on: a glob that begins a line of its own is no YAML.
  const range = { start: keyRange.end, end: value.range.end };
  if (!survive || text.slice(range.start, range.end).includes("#")) return {};
  return { fix: { title: "Write the globs plain", safe: false, edits: [{ range, text: `: ${globs.join(",")}` }] } };
}
