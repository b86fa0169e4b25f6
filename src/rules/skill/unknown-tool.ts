import { CLAUDE_TOOLS } from "../../clients/claude-tools.ts";
import { entryOf } from "../../model/data.ts";
import { nearest } from "../../model/nearest.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const skillUnknownTool = defineArtifactRule({
  id: "skill/unknown-tool",
  on: ["skill"],
  severity: "off",
  summary: "The tools that a skill may use are tools of Claude Code.",
  why: "The list is that of November 2026 and grows; other clients have tools of their own. Hence this rule is off unless you want it.",
  consequence: "A misspelled tool is not allowed, and Claude Code asks each time.",
  help: "Correct the name, or add it to the option `allowed`.",
  since: "0.1.0",
  sources: [{ read: { url: "https://code.claude.com/docs/en/tools-reference", date: "2026-11-21" } }],
  options: { allowed: [] },
  optionAliases: { known: "allowed" },

  *check({ frontmatter }, { allowed }) {
    const value = entryOf(frontmatter?.data, "allowed-tools")?.value;
    const parts = value?.kind === "list" ? value.items : value ? [value] : [];
    for (const part of parts) {
      if (part.kind !== "string") continue;
      for (const tool of part.value.replaceAll(/\([^()]*\)/g, "").split(/[\s,]+/)) {
        if (tool === "" || tool.startsWith("mcp__") || CLAUDE_TOOLS.includes(tool) || allowed.includes(tool)) continue;
        const meant = nearest(tool, CLAUDE_TOOLS);
        yield {
          message: `Claude Code has no tool "${tool}"${meant === undefined ? "" : `; it has "${meant}"`}.`,
          at: part.range,
        };
      }
    }
  },

  examples: [
    {
      because: "tools, patterns and MCP tools",
      files: {
        "skills/git/SKILL.md":
          "---\nname: git\ndescription: Commits.\nallowed-tools: Read Bash(git log, git diff) mcp__github__get\n---\nCommit.\n",
      },
    },
    {
      because: "a slip",
      files: { "skills/git/SKILL.md": "---\nname: git\ndescription: Commits.\nallowed-tools: Raed\n---\nCommit.\n" },
      reports: ['4:16 Claude Code has no tool "Raed"; it has "Read".'],
    },
  ],
});
