import { claudeCodeFacts } from "../../clients/claude-code.ts";
import { RULE_FILES } from "../../clients/rule-file-fields.ts";
import { ruleGlobs } from "../../inventory/texts/rule-globs.ts";
import { defineArtifactRule } from "../../model/rule.ts";
import type { Range } from "../../model/source.ts";

export const scopedInstructionsGlob = defineArtifactRule({
  id: "scoped-instructions/glob",
  on: ["scoped-instructions"],
  severity: "warning",
  summary: "The globs of a rule file can match a path of the repository.",
  why: "Paths are compared with `/` between folders and from the repository's top; an open brace makes a text of the glob. Claude Code looks for no path that begins with `./`, and separates globs by commas alone.",
  consequence: "The client never applies the rule.",
  help: "Close the braces, write `/` between folders, and start at the repository's top.",
  since: "0.1.0",
  sources: [
    claudeCodeFacts.ruleGlobs,
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
      // one finding for each value is enough
      const problem =
        at === last ? undefined : (problemOf(glob) ?? (rule.dialect === "claude-code" ? unmatched(glob) : undefined));
      if (problem === undefined) continue;
      last = at;
      yield { message: `The glob "${glob.replaceAll("\n", " ")}" ${problem}.`, at };
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
      because: "paths of Claude Code begin at the top, without a sign for it, and stand in a list",
      files: {
        ".claude/rules/a.md": "---\npaths: ./src/**\n---\nUse types.\n",
        ".claude/rules/b.md": "---\npaths: |\n  src/**\n  lib/**\n---\nUse types.\n",
        ".claude/rules/c.md": '---\npaths: ["/src/**", "my docs/**", "src/@(a|b)/*"]\n---\nUse types.\n',
      },
      reports: [
        '.claude/rules/a.md:2:8 The glob "./src/**" begins with ./, which no path does.',
        '.claude/rules/b.md:2:8 The glob "src/** lib/**" holds several: put commas between them.',
      ],
    },
    {
      because: "a path of one machine",
      files: { ".github/instructions/a.instructions.md": '---\napplyTo: "C:\\\\src\\\\**"\n---\nUse types.\n' },
      reports: ['2:10 The glob "C:\\src\\**" is a path of one machine.'],
    },
  ],
});

/** What Claude Code compares with no path. */
function unmatched(glob: string): string | undefined {
  if (glob.startsWith("./")) return "begins with ./, which no path does";
  if (glob.startsWith("../")) return "leads out of the repository";
  if (/^(["']).*\1$/.test(glob)) return "has quotes of its own";
  const parts = glob.split(glob.includes("(") ? /[;\s]/ : /[;|\s]/).filter((part) => part !== "");
  if (parts.length > 1 && parts.every((part) => part.includes("*"))) return "holds several: put commas between them";
  return undefined;
}

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
