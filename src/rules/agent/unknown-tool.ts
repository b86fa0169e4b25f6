import { CLAUDE_TOOLS } from "../../clients/claude-tools.ts";
import { namesIn } from "../../inventory/teams/agents.ts";
import { toolOf } from "../../inventory/teams/meant-tool.ts";
import { nearest } from "../../model/nearest.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const agentUnknownTool = defineArtifactRule({
  id: "agent/unknown-tool",
  on: ["agent"],
  severity: "off",
  summary: "The tools of a Claude Code agent are tools of Claude Code.",
  why: "The list is that of November 2026 and grows; files that other clients read too name the tools of those. Hence this rule is off unless you want it.",
  consequence: "A misspelt tool is not there; an agent none of whose tools is there has none at all.",
  help: "Correct the name, or add it to the option `allowed`.",
  since: "0.1.0",
  sources: [{ read: { url: "https://code.claude.com/docs/en/tools-reference", date: "2026-11-21" } }],
  options: { allowed: [] },
  optionAliases: { known: "allowed" },
  loosens: { allowed: "more" },

  *check(agent, { allowed }) {
    if (agent.dialect !== "claude-code") return;
    for (const field of ["tools", "disallowedTools"])
      for (const { name, at } of namesIn(agent, field)) {
        const tool = toolOf(name);
        if (tool === "*" || tool.startsWith("mcp__") || CLAUDE_TOOLS.includes(tool) || allowed.includes(tool)) continue;
        const meant = nearest(tool, CLAUDE_TOOLS);
        yield { message: `Claude Code has no tool "${tool}"${meant === undefined ? "" : `; it has "${meant}"`}.`, at };
      }
  },

  examples: [
    {
      because: "tools, an agent to start, and the tools of an MCP server",
      files: {
        ".claude/agents/a.md":
          "---\nname: a\ndescription: A.\ntools: Read, Agent(reviewer), mcp__github__get\n---\nA.\n",
      },
    },
    {
      because: "a slip",
      files: { ".claude/agents/a.md": "---\nname: a\ndescription: A.\ntools: Red, Grep\n---\nA.\n" },
      reports: ['4:8 Claude Code has no tool "Red"; it has "Read".'],
    },
  ],
});
