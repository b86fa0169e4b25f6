import { entryOf } from "../../model/data.ts";
import { defineArtifactRule } from "../../model/rule.ts";

const ARGUMENTS = /\$(?:ARGUMENTS\b|[0-9]\b)/;

export const skillArgumentHint = defineArtifactRule({
  id: "skill/argument-hint",
  on: ["skill", "command"],
  severity: "off",
  summary: "A skill or command that uses arguments hints at them, and one that hints at them uses them.",
  why: "The hint is what the user sees while typing. Claude Code appends arguments that the text has no place for at its end.",
  consequence: "The user does not learn what to type, or types what is put in the wrong place.",
  help: "Add `argument-hint:`, or put `$ARGUMENTS` where the arguments belong.",
  since: "0.1.0",
  sources: [
    {
      read: { url: "https://claude-code-best-practics.netlify.app/best-practices/skills", date: "2026-11-21" },
    },
  ],

  *check({ source, body, frontmatter }) {
    const hint = entryOf(frontmatter?.data, "argument-hint");
    const text = source.text.slice(body.start, body.end);
    const found = ARGUMENTS.exec(text);
    if (hint && !found && !entryOf(frontmatter?.data, "arguments"))
      yield { message: "There is an argument-hint, but the text has no $ARGUMENTS.", at: hint.keyRange };
    if (!hint && found && frontmatter) {
      const start = body.start + found.index;
      yield {
        message: `The text uses ${found[0]}, but there is no argument-hint.`,
        at: { start, end: start + found[0].length },
      };
    }
  },

  examples: [
    {
      because: "both",
      files: {
        ".claude/commands/fix.md": "---\ndescription: Fixes.\nargument-hint: '[issue]'\n---\nFix $ARGUMENTS.\n",
      },
    },
    {
      because: "no hint",
      files: { ".claude/commands/fix.md": "---\ndescription: Fixes.\n---\nFix $ARGUMENTS.\n" },
      reports: ["4:5 The text uses $ARGUMENTS, but there is no argument-hint."],
    },
    {
      because: "no place",
      files: { ".claude/commands/fix.md": "---\ndescription: Fixes.\nargument-hint: '[issue]'\n---\nFix it.\n" },
      reports: ["3:1 There is an argument-hint, but the text has no $ARGUMENTS."],
    },
  ],
});
