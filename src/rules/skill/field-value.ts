import { claudeCodeFacts } from "../../clients/claude-code.ts";
import { CLAUDE_SKILL_VALUES, isSlipOfFork } from "../../clients/skill-fields.ts";
import { nearest } from "../../model/nearest.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const skillFieldValue = defineArtifactRule({
  id: "skill/field-value",
  on: ["skill"],
  severity: "off",
  severityFor: { "claude-code": "info" },
  summary: "A skill's context, effort and shell are values that Claude Code documents.",
  why: "What is not documented is a slip, or newer than this list of November 2026.",
  consequence: "Claude Code falls back to the default: the conversation's own context and effort, and bash.",
  help: "Compare with the documentation of the version in use.",
  since: "0.1.0",
  sources: [
    claudeCodeFacts.skillEffort,
    {
      read: { url: "https://claude-code-best-practics.netlify.app/best-practices/skills", date: "2026-11-21" },
    },
  ],

  *check({ frontmatter }) {
    for (const { key, value } of frontmatter?.data?.entries ?? []) {
      const known = Object.hasOwn(CLAUDE_SKILL_VALUES, key) ? CLAUDE_SKILL_VALUES[key] : undefined;
      if (!known || value.kind !== "string" || known.includes(value.value.trim())) continue;
      if (key === "context" && isSlipOfFork(value.value)) continue; // skill/agent-without-fork reports it
      if (key === "effort" && known.includes(value.value.trim().toLowerCase())) continue;
      const meant = nearest(value.value, known);
      yield {
        message: `The ${key} "${value.value}" is not documented${meant === undefined ? "" : `; "${meant}" is`}.`,
        at: value.range,
      };
    }
  },

  examples: [
    {
      because: "documented values, and any model",
      files: {
        "skills/git/SKILL.md":
          "---\nname: git\ndescription: Commits.\ncontext: fork\neffort: XHigh\nmodel: any-model-of-next-year\n---\nCommit.\n",
      },
    },
    {
      because: "a slip",
      files: {
        "skills/git/SKILL.md": "---\nname: git\ndescription: Commits.\ncontext: isolated\nshell: bsh\n---\nCommit.\n",
      },
      reports: ['4:10 The context "isolated" is not documented.', '5:8 The shell "bsh" is not documented; "bash" is.'],
    },
  ],
});
