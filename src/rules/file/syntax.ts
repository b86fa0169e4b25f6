import { isRepairedByClaudeCode, mendedBy } from "../../context/mended.ts";
import { defineProblemRule } from "../define-problem-rule.ts";
import { quotedValue } from "../quoted-value.ts";

export const fileSyntax = defineProblemRule(
  "syntax",
  {
    id: "file/syntax",
    severity: "error",
    summary: "YAML, JSON, TOML and CSV can be parsed.",
    why: "A strict client drops a file that it cannot parse; a lenient one guesses.",
    consequence: "Clients drop the file or lose its settings, mostly without a word.",
    help: "Correct the text at the marked place. A YAML value with a colon or a leading special character needs quotes.",
    since: "0.1.0",
    decidedBy: "repository",
    examples: [
      {
        because: "a value with a colon stands in quotes",
        files: { "skills/git/SKILL.md": "---\nname: git\ndescription: 'Use when: committing.'\n---\n" },
      },
      {
        because: "a value with a colon and no quotes",
        files: { "skills/git/SKILL.md": "---\nname: git\ndescription: Use when: committing.\n---\n" },
        reports: ["3:14 A value cannot contain a colon and a space; put the whole value in quotes."],
        fixed: "---\nname: git\ndescription: 'Use when: committing.'\n---\n",
      },
      {
        because: "a hint with brackets, and words behind them",
        files: { ".github/prompts/a.prompt.md": "---\nargument-hint: [--a] | [it]\n---\nDo.\n" },
        reports: ["2:20 Missing , or : between flow sequence items."],
        fixed: "---\nargument-hint: '[--a] | [it]'\n---\nDo.\n",
      },
      {
        because: "a brace is missing",
        files: { ".mcp.json": '{"mcpServers": {}' },
        reports: ["1:18 Unexpected end of file; a } is missing."],
      },
    ],
  },
  quotedValue,
  // Where clients repair it, file/mended-syntax and file/repaired-syntax report it.
  (artifact) => mendedBy(artifact) === undefined && !isRepairedByClaudeCode(artifact),
);
