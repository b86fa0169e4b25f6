import { RULE_FIELDS } from "../../clients/rule-fields.ts";
import { type DataNode, entryOf } from "../../model/data.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const scopedInstructionsGlob = defineArtifactRule({
  id: "scoped-instructions/glob",
  on: ["scoped-instructions"],
  severity: "warning",
  summary: "The globs of scoped instructions can match a file of the repository.",
  why: "Globs are compared with paths relative to the repository, with forward slashes. Nothing matches an absolute path, a backslash, or a brace that is not closed.",
  consequence: "The instructions are never loaded, and no client says so.",
  help: "Write the glob as `src/**/*.ts`.",
  since: "0.1.0",
  sources: [
    {
      url: "https://docs.github.com/en/copilot/how-tos/copilot-cli/customize-copilot/add-custom-instructions",
      read: "2026-11-21",
    },
    { url: "https://raw.githubusercontent.com/stbenjam/skillsaw/main/docs/rules/cursor-rules-valid.md", read: "2026-11-21" },
  ],

  *check({ dialect, frontmatter }) {
    const known = dialect && RULE_FIELDS[dialect];
    const globs = known && entryOf(frontmatter?.data, known.globs)?.value;
    for (const node of globs?.kind === "list" ? globs.items : globs ? [globs] : []) {
      const wrong = node.kind === "string" ? fault(node) : undefined;
      if (wrong !== undefined) yield { message: wrong, at: node.range };
    }
  },

  examples: [
    {
      because: "relative, with braces",
      files: { ".cursor/rules/api.mdc": "---\nglobs: src/**/*.{ts,tsx}, docs/[a-z]*.md\n---\nUse fetch.\n" },
    },
    {
      because: "a backslash",
      files: { ".claude/rules/api.md": "---\npaths: 'src\\**\\*.ts'\n---\nUse fetch.\n" },
      reports: ['2:8 The glob "src\\**\\*.ts" has backslashes, and matches nothing.'],
    },
    {
      because: "a brace is left open",
      files: { ".claude/rules/api.md": "---\npaths: 'src/**/*.{ts,tsx'\n---\nUse fetch.\n" },
      reports: ['2:8 The glob "src/**/*.{ts,tsx" has a bracket that is not closed.'],
    },
  ],
});

function fault(node: DataNode & { readonly kind: "string" }): string | undefined {
  const { value } = node;
  const glob = value.trim();
  if (/\\[^{}[\]()*?!]|\\\*\*/.test(glob)) return `The glob "${value}" has backslashes, and matches nothing.`;
  if (/^(?:[A-Za-z]:\/|~|\/(?:home|Users|root|var|tmp|mnt)\/)/.test(glob)) return `The glob "${value}" is an absolute path.`;
  const open = (bracket: string): number => glob.split(bracket).length;
  if (open("{") !== open("}") || open("[") !== open("]"))
    return `The glob "${value}" has a bracket that is not closed.`;
  return undefined;
}
