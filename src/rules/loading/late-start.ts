import { claudeCodeFacts } from "../../clients/claude-code.ts";
import { lateFrontmatter } from "../../inventory/texts/late-frontmatter.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const loadingLateStart = defineArtifactRule({
  id: "loading/late-start",
  on: ["agent", "command", "scoped-instructions", "output-style"],
  severity: "off",
  severityFor: { "claude-code": "error" },
  summary: "Frontmatter begins in the first line.",
  why: "Claude Code looks for `---` at the very start of the file. Behind an empty line, a space or a comment, frontmatter is text like any other.",
  consequence:
    "Claude Code drops a subagent, and loses every field of a command or a rule, such as `disable-model-invocation` and `paths`.",
  help: "Take away what stands in front of the first `---`, or move it below the second.",
  since: "0.1.0",
  sources: [claudeCodeFacts.frontmatterStart],

  *check({ dialect, frontmatter, source }) {
    if (dialect !== "claude-code" || frontmatter) return;
    const start = lateFrontmatter(source.text);
    if (start === undefined) return;
    const blank = source.text.slice(0, start).trim() === "";
    const fix = {
      title: "Take away what stands in front",
      safe: false,
      edits: [{ range: { start: 0, end: start }, text: "" }],
    };
    yield {
      message: "For Claude Code this is no frontmatter: something stands in front of it.",
      at: { start, end: start + 3 },
      client: "claude-code",
      ...(blank && { fix }),
    };
  },

  examples: [
    {
      because: "the first line, and a line across the page in a text",
      files: {
        ".claude/agents/a.md": "---\nname: a\ndescription: A.\n---\nA.\n",
        ".claude/rules/b.md": "\n---\nBe terse.\n\n---\n",
      },
    },
    {
      because: "an empty line in front",
      files: { ".claude/rules/api.md": "\n---\npaths: [src/api/**]\n---\nBe terse.\n" },
      reports: ["2:1 For Claude Code this is no frontmatter: something stands in front of it."],
      fixed: "---\npaths: [src/api/**]\n---\nBe terse.\n",
    },
    {
      because: "a comment in front",
      files: { ".claude/commands/ship.md": "<!-- Ours. -->\n---\ndisable-model-invocation: true\n---\nShip.\n" },
      reports: ["2:1 For Claude Code this is no frontmatter: something stands in front of it."],
    },
  ],
});
