import { claudeCodeFacts } from "../../clients/claude-code.ts";
import { isProjectAgent, namesIn } from "../../inventory/teams/agents.ts";
import { toolOf, meantTool } from "../../inventory/teams/meant-tool.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const agentMisspeltTool = defineArtifactRule({
  id: "agent/misspelt-tool",
  on: ["agent"],
  severity: "off",
  severityFor: { "claude-code": "warning" },
  summary: "The tools of a Claude Code agent are spelled as Claude Code spells them.",
  why: "Claude Code compares names letter by letter, and leaves a tool that does not exist out without a word. Only names that resemble one are reported; `agent/unknown-tool` looks at all of them.",
  consequence: "The agent runs without the tool; one none of whose tools is there has none at all.",
  help: "Correct the spelling. If the tool is newer than this list, put it into the option `allowed`.",
  since: "0.1.0",
  sources: [
    claudeCodeFacts.agentTools,
    { read: { url: "https://code.claude.com/docs/en/tools-reference", date: "2026-11-21" } },
  ],
  options: { allowed: [] },
  loosens: { allowed: "more" },

  *check(agent, { allowed }) {
    if (agent.dialect !== "claude-code") return;
    const names = namesIn(agent, "tools");
    const all = new Set(names.map(({ name }) => name));
    for (const { name, at } of names) {
      const tool = toolOf(name);
      // In a plugin, a name in lower case may be a tool of another client, which reads the plugin, too.
      const isAsked = /^[A-Z]/.test(tool) || isProjectAgent(agent.path);
      const meant = isAsked && !allowed.includes(tool) ? meantTool(tool) : undefined;
      if (meant !== undefined && !all.has(meant))
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
    {
      because: "a tool in lower case, and names of two clients side by side",
      files: {
        ".claude/agents/a.md": "---\nname: a\ndescription: A.\ntools: Read, bash\n---\nA.\n",
        ".claude/agents/b.md": "---\nname: b\ndescription: B.\ntools: [Read, read, search]\n---\nB.\n",
      },
      reports: ['.claude/agents/a.md:4:8 There is no tool "bash"; did you mean "Bash"?'],
    },
  ],
});
