import { CLAUDE_TOOLS, FORMER_CLAUDE_TOOLS } from "../../clients/claude-tools.ts";
import { namesIn } from "../../inventory/teams/agents.ts";
import { nearest } from "../../model/nearest.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const agentMisspeltTool = defineArtifactRule({
  id: "agent/misspelt-tool",
  on: ["agent"],
  severity: "off",
  severityFor: { "claude-code": "warning" },
  summary: "The tools of a Claude Code agent are spelled as Claude Code spells them.",
  why: "A tool that does not exist is left out without a word. Only names that resemble one are reported; `agent/unknown-tool` looks at all of them.",
  consequence: "The agent runs without the tool; one none of whose tools is there does not start.",
  help: "Correct the spelling. If the tool is newer than this list, put it into the option `allowed`.",
  since: "0.1.0",
  sources: [{ read: { url: "https://code.claude.com/docs/en/tools-reference", date: "2026-11-21" } }],
  options: { allowed: [] },
  loosens: { allowed: "more" },

  *check(agent, { allowed }) {
    if (agent.dialect !== "claude-code") return;
    for (const field of ["tools", "disallowedTools"])
      for (const { name, at } of namesIn(agent, field)) {
        const tool = name.replace(/^([^(]*)\(.*\)$/s, "$1");
        // A name in lower case is a tool of another client that reads the file, too.
        if (!/^[A-Z][A-Za-z]+$/.test(tool) || allowed.includes(tool)) continue;
        if (CLAUDE_TOOLS.includes(tool) || FORMER_CLAUDE_TOOLS.includes(tool)) continue;
        const meant = nearest(tool, CLAUDE_TOOLS);
        if (meant === undefined) continue;
        yield { message: `There is no tool "${tool}"; did you mean "${meant}"?`, at, client: "claude-code" };
      }
  },

  examples: [
    {
      because: "tools, those of a server, and one that nobody knows yet",
      files: {
        ".claude/agents/a.md":
          "---\nname: a\ndescription: A.\ntools: Read, mcp__github__get, Teleport, Agent(reviewer)\n---\nA.\n",
      },
    },
    {
      because: "two slips",
      files: { ".claude/agents/a.md": "---\nname: a\ndescription: A.\ntools: Red, Bsh\n---\nA.\n" },
      reports: ['4:8 There is no tool "Bsh"; did you mean "Bash"?', '4:8 There is no tool "Red"; did you mean "Read"?'],
    },
  ],
});
