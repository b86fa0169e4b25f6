import { claudeCodeFacts } from "../../clients/claude-code.ts";
import { keptTools } from "../../inventory/teams/kept-tools.ts";
import { deniesTools } from "../../inventory/teams/denies-tools.ts";
import { defineArtifactRule } from "../../model/rule.ts";
import { correctedKey } from "../corrected-key.ts";

export const skillLostGuard = defineArtifactRule({
  id: "skill/lost-guard",
  on: ["skill", "command"],
  severity: "off",
  severityFor: { "claude-code": "error" },
  summary: "The tools that a skill or a command may not use are denied.",
  why: "Claude Code compares `disallowed-tools` with the names of its tools letter by letter. What is spelled otherwise it passes over without a word.",
  consequence: "The skill runs with the tools that it should not have.",
  help: "Write the tools and the field as Claude Code does. A tool that is newer than this list belongs into the option `allowed`.",
  since: "0.1.0",
  sources: [claudeCodeFacts.skillTools],
  options: { allowed: [] },
  loosens: { allowed: "more" },

  *check({ kind, dialect, frontmatter, source }, { allowed }) {
    if (kind === "command" && dialect !== "claude-code") return;
    const data = frontmatter?.data;
    const isThere = data?.entries.some(({ key }) => FIELDS.has(key)) === true;
    for (const { key, keyRange, value } of data?.entries ?? [])
      if (FIELDS.has(key)) for (const kept of keptTools(key, value, allowed)) yield { ...kept, client: "claude-code" };
      else if (!isThere && deniesTools(key))
        yield {
          message: `Claude Code knows no field "${key}" in skills, so no tool is denied; did you mean "${FIELD}"?`,
          at: keyRange,
          client: "claude-code",
          fix: correctedKey(source, keyRange, FIELD),
        };
  },

  examples: [
    {
      because: "tools by their names, in either spelling of the field",
      files: {
        ".claude/skills/a/SKILL.md": "---\nname: a\ndescription: A.\ndisallowed-tools: Bash(rm *), Write\n---\nA.\n",
        ".claude/skills/b/SKILL.md": "---\nname: b\ndescription: B.\ndisallowedTools: [Write]\n---\nB.\n",
      },
    },
    {
      because: "a tool in lower case: the skill may run commands all the same",
      files: { ".claude/skills/a/SKILL.md": "---\nname: a\ndescription: A.\ndisallowed-tools: bash\n---\nA.\n" },
      reports: ['4:19 There is no tool "bash", so none is taken away; did you mean "Bash"?'],
    },
    {
      because: "another name for the field",
      files: { ".claude/commands/a.md": "---\ndescription: A.\ndisallow-tools: Bash\n---\nA.\n" },
      reports: [
        '3:1 Claude Code knows no field "disallow-tools" in skills, so no tool is denied; did you mean "disallowed-tools"?',
      ],
      fixed: "---\ndescription: A.\ndisallowed-tools: Bash\n---\nA.\n",
    },
  ],
});

const FIELD = "disallowed-tools";
/** Claude Code reads it in either spelling. */
const FIELDS: ReadonlySet<string> = new Set([FIELD, "disallowedTools"]);
