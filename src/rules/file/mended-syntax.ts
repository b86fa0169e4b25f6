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
    summary: "Frontmatter is valid YAML, also where its client repairs it.",
    why: "OpenCode puts quotes around a value with a colon, and Gemini CLI reads name and description of a skill from their lines. In folders that nobody else looks into, such a file loads.",
    consequence: "The file loads as it was meant; in the folder of another client it would be dropped.",
    help: "Put the value in quotes.",
    since: "0.1.0",
    sources: [opencodeFacts.skillYaml, opencodeFacts.markdownYaml, geminiCliFacts.skillYaml, skillsRefFacts.fields],
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
