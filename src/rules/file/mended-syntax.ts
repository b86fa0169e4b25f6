import { claudeCodeSettings } from "../../clients/claude-code-settings.ts";
import { geminiCliFacts } from "../../clients/gemini-cli.ts";
import { opencodeFacts } from "../../clients/opencode.ts";
import { skillsRefFacts } from "../../clients/skills-ref.ts";
import { mendedBy } from "../../context/mended.ts";
import { defineProblemRule } from "../define-problem-rule.ts";
import { quotedValue } from "../quoted-value.ts";

export const fileMendedSyntax = defineProblemRule(
  "syntax",
  {
    id: "file/mended-syntax",
    severity: "warning",
    severityFor: { "skills-ref": "error" },
    summary: "YAML and JSON can be parsed, also where their client repairs them.",
    why: "OpenCode puts quotes around a value with a colon, and passes over a configuration of no bytes, as Claude Code does with settings.json and .mcp.json; Gemini CLI reads name and description of a skill from their lines. In places that nobody else looks into, such a file loads.",
    consequence: "The file loads as it was meant; another client would drop it.",
    help: "Put the value in quotes; write `{}` where a configuration says nothing.",
    since: "0.1.0",
    sources: [
      claudeCodeSettings.emptyFiles,
      opencodeFacts.skillYaml,
      opencodeFacts.markdownYaml,
      opencodeFacts.emptyConfiguration,
      geminiCliFacts.skillYaml,
      skillsRefFacts.fields,
    ],
    examples: [
      {
        because: "a value with a colon stands in quotes",
        files: {
          ".opencode/agents/git.md": "---\ndescription: 'Use when: committing.'\nmode: subagent\n---\nCommit.\n",
        },
      },
      {
        because: "a subagent that only OpenCode reads",
        files: { ".opencode/agents/git.md": "---\ndescription: Use when: committing.\nmode: subagent\n---\nCommit.\n" },
        reports: ["2:14 A value cannot contain a colon and a space; put the whole value in quotes."],
        fixed: "---\ndescription: 'Use when: committing.'\nmode: subagent\n---\nCommit.\n",
      },
      {
        because: "a skill that only OpenCode reads",
        files: { ".opencode/skills/git/SKILL.md": "---\nname: git\ndescription: Use when: committing.\n---\n" },
        reports: ["3:14 A value cannot contain a colon and a space; put the whole value in quotes."],
        fixed: "---\nname: git\ndescription: 'Use when: committing.'\n---\n",
      },
      {
        because: "a skill that only Gemini CLI reads",
        files: { ".gemini/skills/git/SKILL.md": "---\nname: git\ndescription: Use when: committing.\n---\n" },
        reports: ["3:14 A value cannot contain a colon and a space; put the whole value in quotes."],
        fixed: "---\nname: git\ndescription: 'Use when: committing.'\n---\n",
      },
      {
        because: "a configuration of OpenCode of no bytes",
        files: { "opencode.json": "" },
        reports: ["1:1 The file is empty; it needs at least {}."],
      },
      {
        because: "settings of Claude Code with nothing in them",
        files: { ".claude/settings.json": "", ".mcp.json": "\n" },
        reports: [
          ".claude/settings.json:1:1 The file is empty; it needs at least {}.",
          ".mcp.json:2:1 The file is empty; it needs at least {}.",
        ],
      },
      {
        because: "what no client mends, and a folder that leads to others, file/syntax reports",
        files: {
          ".opencode/agents/git.md": "---\ndescription: [commit\nmode: subagent\n---\nCommit.\n",
          ".opencode/skills/git/SKILL.md": "---\nname: git\ndescription: Use when: committing.\n---\n",
          ".claude/skills": { link: "../.opencode/skills" },
        },
      },
    ],
  },
  quotedValue,
  (artifact) => mendedBy(artifact) !== undefined,
);
