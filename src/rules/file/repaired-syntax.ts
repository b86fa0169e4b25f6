import { claudeCodeFacts } from "../../clients/claude-code.ts";
import { copilotCliFacts } from "../../clients/copilot-cli.ts";
import { skillsRefFacts } from "../../clients/skills-ref.ts";
import { isRepairedByClaudeCode, mendedBy } from "../../context/mended.ts";
import { defineProblemRule } from "../define-problem-rule.ts";
import { quotedValue } from "../quoted-value.ts";

export const fileRepairedSyntax = defineProblemRule(
  "syntax",
  {
    id: "file/repaired-syntax",
    severity: "warning",
    severityFor: { copilot: "error", "skills-ref": "error" },
    summary: "YAML in the folders of Claude Code can be parsed, also where Claude Code repairs it.",
    why: "Claude Code puts quotes around values of one line and reads the frontmatter again. Copilot CLI looks into the same folders, and repairs nothing.",
    consequence: "Claude Code loads the file as it was meant; Copilot CLI drops it without a word.",
    help: "Put the value in quotes, as in `argument-hint: '[issue] [branch]'`.",
    since: "0.1.0",
    sources: [claudeCodeFacts.skillYaml, claudeCodeFacts.agentYaml, copilotCliFacts.skillYaml, skillsRefFacts.fields],
    examples: [
      {
        because: "values in quotes",
        files: { ".claude/commands/a.md": "---\nargument-hint: '[issue] [branch]'\n---\nDo.\n" },
      },
      {
        because: "a hint with brackets, and more behind them",
        files: { ".claude/commands/a.md": "---\nargument-hint: [issue] [branch]\n---\nDo.\n" },
        reports: ["2:24 Text follows a value that has already ended; put the whole value in quotes."],
        fixed: "---\nargument-hint: '[issue] [branch]'\n---\nDo.\n",
      },
      {
        because: "a value with a colon in a subagent, of a plugin, too",
        files: {
          "plugins/git/agents/git.md": "---\nname: git\ndescription: Use when: committing.\n---\nCommit.\n",
          "plugins/git/.claude-plugin/plugin.json": '{ "name": "git" }',
        },
        reports: [
          "plugins/git/agents/git.md:3:14 A value cannot contain a colon and a space; put the whole value in quotes.",
        ],
        fixed: "---\nname: git\ndescription: 'Use when: committing.'\n---\nCommit.\n",
      },
      {
        because: "the same in a skill",
        files: { ".claude/skills/git/SKILL.md": "---\nname: git\ndescription: Use when: committing.\n---\n" },
        reports: ["3:14 A value cannot contain a colon and a space; put the whole value in quotes."],
        fixed: "---\nname: git\ndescription: 'Use when: committing.'\n---\n",
      },
      {
        because: "what Claude Code does not repair, file/syntax reports",
        files: { ".claude/agents/git.md": "---\nname: git\ndescription: >\n  Commits\n use: [it\n---\nCommit.\n" },
      },
    ],
  },
  quotedValue,
  (artifact) => mendedBy(artifact) === undefined && isRepairedByClaudeCode(artifact),
);
