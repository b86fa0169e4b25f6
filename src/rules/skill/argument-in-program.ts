import { claudeCodeFacts } from "../../clients/claude-code.ts";
import { entryOf } from "../../model/data.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const skillArgumentInProgram = defineArtifactRule({
  id: "skill/argument-in-program",
  on: ["skill", "command"],
  severity: "off",
  severityFor: { "claude-code": "warning" },
  summary: "Programs of awk in a skill or command that takes arguments keep their fields.",
  why: "Claude Code writes the arguments in the place of `$0` to `$9`, in code as well: with two arguments, `awk '{print $1}'` prints the second of them.",
  consequence: "The model runs another program than the one that was written.",
  help: "Put the program into a script of the skill. Where only Claude Code reads the file, a backslash keeps it: `\\$1`.",
  since: "0.1.0",
  sources: [claudeCodeFacts.skillArguments],
  outline: true,

  *check({ source, body, frontmatter, outline }) {
    const text = source.text.slice(body.start, body.end);
    if (!text.includes("awk")) return;
    if (!entryOf(frontmatter?.data, "argument-hint") && !/\$ARGUMENTS\b/.test(text)) return;
    const { fences, codeSpans } = outline();
    for (const { range } of [...fences, ...codeSpans].toSorted((a, b) => a.range.start - b.range.start))
      for (const { field, index } of fieldsIn(source.text.slice(range.start, range.end))) {
        const start = range.start + index;
        const message = `Claude Code writes argument ${Number(field.slice(1)) + 1}, where there is one, in the place of this \`${field}\`.`;
        yield { message, at: { start, end: start + field.length }, client: "claude-code" };
      }
  },

  examples: [
    {
      because: "no arguments are taken, the field is kept, or the program has a file",
      files: {
        ".claude/skills/a/SKILL.md": "---\nname: a\ndescription: A.\n---\n```sh\nls -l | awk '{print $5}'\n```\n",
        ".claude/commands/b.md":
          "---\ndescription: B.\nargument-hint: '[file]'\n---\nRead $ARGUMENTS with `awk '{print \\$1}'`, or `awk -f sum.awk $1`.\n",
      },
    },
    {
      because: "whoever names a file and a column gets the column's name as the program",
      files: {
        ".claude/skills/a/SKILL.md":
          "---\nname: a\ndescription: A.\nargument-hint: '[file] [column]'\n---\nSum it up:\n\n```sh\nawk -F ',' '{ sum += $1 } END { print sum }' $0\n```\n",
      },
      reports: ["9:22 Claude Code writes argument 2, where there is one, in the place of this `$1`."],
    },
    {
      because: "the whole line is the first argument",
      files: {
        ".claude/commands/a.md": "---\ndescription: A.\n---\nLook for $ARGUMENTS with `awk '/x/ { print $0 }'`.\n",
      },
      reports: ["4:44 Claude Code writes argument 1, where there is one, in the place of this `$0`."],
    },
  ],
});

/** The first field of each program of awk that stands in quotes, behind whatever else is quoted on its line. */
function* fieldsIn(code: string): Generator<{ readonly field: string; readonly index: number }> {
  for (const { index: called } of code.matchAll(/\b[gm]?awk\b/g)) {
    const rest = code.slice(called, called + LONGEST);
    let before = 0;
    for (const { 0: quoted, index } of rest.matchAll(/'[^']*'/g)) {
      if (rest.slice(before, index).includes("\n")) break;
      const found = /(?<!\\)\$\d(?!\w)/.exec(quoted);
      if (found) {
        yield { field: found[0], index: called + index + found.index };
        break;
      }
      before = index + quoted.length;
    }
  }
}
/** A call with a program that people write into a text, in characters. */
const LONGEST = 1000;
