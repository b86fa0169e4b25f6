import { RULE_FILES } from "../../clients/rule-file-fields.ts";
import { ruleGlobs } from "../../inventory/texts/rule-globs.ts";
import { defineArtifactRule } from "../../model/rule.ts";
import type { Range } from "../../model/source.ts";

export const scopedInstructionsGlob = defineArtifactRule({
  id: "scoped-instructions/glob",
  on: ["scoped-instructions"],
  severity: "warning",
  summary: "The globs of a rule file can match a path of the repository.",
  why: "Paths are compared with `/` between folders and from the repository's top; an open brace makes a text of the glob.",
  consequence: "The client never applies the rule.",
  help: "Close the braces, write `/` between folders, and start at the repository's top.",
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

  *check(rule) {
    const scope = rule.dialect && RULE_FILES[rule.dialect]?.scope;
    let last: Range | undefined;
    for (const { glob, at } of scope === undefined ? [] : ruleGlobs(rule, scope)) {
      const problem = at === last ? undefined : problemOf(glob); // one finding for each value is enough
      if (problem === undefined) continue;
      last = at;
      yield { message: `The glob "${glob}" ${problem}.`, at };
    }
  },

  examples: [
    {
      because: "braces, brackets and stars",
      files: { ".claude/rules/a.md": '---\npaths: "app/[id]/**/*.{ts,tsx}, *.md"\n---\nUse types.\n' },
    },
    {
      because: "an open brace",
      files: { ".claude/rules/a.md": '---\npaths: "src/**/*.{ts,tsx"\n---\nUse types.\n' },
      reports: ['2:8 The glob "src/**/*.{ts" has braces or brackets that do not match.'],
    },
    {
      because: "a path of one machine",
      files: { ".github/instructions/a.instructions.md": '---\napplyTo: "C:\\\\src\\\\**"\n---\nUse types.\n' },
      reports: ['2:10 The glob "C:\\src\\**" is a path of one machine.'],
    },
  ],
});

function problemOf(glob: string): string | undefined {
  if (/^[A-Za-z]:[\\/]|^~\/|^\/(?:home|Users)\//.test(glob)) return "is a path of one machine";
  if (/\\(?![\\*?[\]{}()!])/.test(glob)) return "has backslashes between its folders";
  for (const [open, close] of ["{}", "[]"]) {
    const plain = glob.replaceAll(/\\./g, "");
    if (plain.split(open ?? "").length !== plain.split(close ?? "").length)
      return "has braces or brackets that do not match";
  }
  return undefined;
}
