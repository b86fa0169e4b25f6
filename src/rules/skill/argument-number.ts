import { claudeCodeFacts } from "../../clients/claude-code.ts";
import { entryOf } from "../../model/data.ts";
import { holderIn } from "../../model/ranges.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const skillArgumentNumber = defineArtifactRule({
  id: "skill/argument-number",
  on: ["skill", "command"],
  severity: "off",
  severityFor: { "claude-code": "warning" },
  summary: "Arguments of a skill or command of Claude Code are counted from `$0`.",
  why: "Shells, and other clients' commands, count from `$1`. In Claude Code that is the second argument; where only one is given, `$1` stays in the text as it is.",
  consequence: "The model works with the wrong argument, or with none.",
  help: "Write `$0` for the first argument and `$1` for the second, or name them in `arguments`; `$ARGUMENTS` is all of them.",
  since: "0.1.0",
  sources: [claudeCodeFacts.skillArguments],
  outline: true,

  *check({ source, body, frontmatter, outline }) {
    const text = source.text.slice(body.start, body.end);
    if (!entryOf(frontmatter?.data, "argument-hint") || !text.includes("$1") || FIRST.test(text)) return;
    const { fences, codeSpans } = outline();
    // A program has numbers of its own.
    const [fence, program] = [holderIn(fences), holderIn(codeSpans.filter(({ content }) => PROGRAM.test(content)))];
    for (const { index } of text.matchAll(NUMBER)) {
      const start = body.start + index;
      if (fence(start) || program(start)) continue;
      const message =
        "Claude Code counts arguments from `$0`: `$1` is the second one, and stays as it is where one is given.";
      yield { message, at: { start, end: start + 2 }, client: "claude-code" };
      return;
    }
  },

  examples: [
    {
      because: "the first one is $0, and numbers of programs and sums of money are no arguments",
      files: {
        ".claude/commands/a.md": "---\ndescription: A.\nargument-hint: '[from] [to]'\n---\nCompare $0 with $1.\n",
        ".claude/commands/b.md":
          "---\ndescription: B.\nargument-hint: '[file]'\n---\nRead $ARGUMENTS, which costs $1.50 or $2 a page. Use `awk '{print $1}'`.\n\n```sh\nfile=\"$1\"\n```\n",
        ".claude/commands/c.md": "---\ndescription: C.\n---\nEach call costs $1.\n",
      },
    },
    {
      because: "whoever gives one argument has `$1` in the text",
      files: {
        ".claude/commands/a.md": "---\ndescription: A.\nargument-hint: '[issue]'\n---\nFix issue $1, and `$1` alone.\n",
      },
      reports: [
        "5:11 Claude Code counts arguments from `$0`: `$1` is the second one, and stays as it is where one is given.",
      ],
    },
    {
      because: "the same in a skill, whose second argument nobody gets",
      files: {
        ".claude/skills/a/SKILL.md":
          "---\nname: a\ndescription: A.\nargument-hint: '[system] [target]'\n---\nMove `legacy/$1` to $2.\n",
      },
      reports: [
        "6:14 Claude Code counts arguments from `$0`: `$1` is the second one, and stays as it is where one is given.",
      ],
    },
  ],
});

/** Where the first argument has a place, whoever wrote it counts as Claude Code does. */
const FIRST = /\$0(?!\w)|\$ARGUMENTS\[/;
/** No sum of money, and nothing that a backslash keeps. */
const NUMBER = /(?<![\\$\w])\$1(?![\w$]|[.,]\d)/g;
const PROGRAM = /\b(?:[gm]?awk|perl|sed)\b/;
