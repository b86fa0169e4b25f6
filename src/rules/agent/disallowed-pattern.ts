import { claudeCodeFacts } from "../../clients/claude-code.ts";
import { namesIn } from "../../inventory/teams/agents.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const agentDisallowedPattern = defineArtifactRule({
  id: "agent/disallowed-pattern",
  on: ["agent"],
  severity: "off",
  severityFor: { "claude-code": "warning" },
  summary: "`disallowedTools` of a subagent names tools, and no calls of them.",
  why: "Claude Code takes the whole tool away, whatever stands in the parentheses.",
  consequence: "The subagent has the tool for nothing at all: it cannot run any command, where one was meant.",
  help: "Write the tool alone if it is to be gone; else forbid the call in `permissions.deny` of settings, or by a hook of the subagent.",
  since: "0.1.0",
  sources: [claudeCodeFacts.disallowedTools],

  *check(agent) {
    if (agent.dialect !== "claude-code") return;
    for (const { name, at } of namesIn(agent, "disallowedTools")) {
      const [, tool, call = ""] = /^([A-Z][A-Za-z]*)\((.+)\)$/s.exec(name) ?? [];
      // `Agent(name)` forbids one subagent, and the star alone means every call.
      if (tool === undefined || tool === "Agent" || tool === "Task" || /^\s*:?\*\s*$/.test(call)) continue;
      yield { message: `"${name}" takes ${tool} away as a whole.`, at, client: "claude-code" };
    }
  },

  examples: [
    {
      because: "tools, and one subagent",
      files: {
        ".claude/agents/a.md":
          "---\nname: a\ndescription: A.\ndisallowedTools: Write, Bash(*), Agent(deployer)\n---\nA.\n",
      },
    },
    {
      because: "one command",
      files: { ".claude/agents/a.md": "---\nname: a\ndescription: A.\ndisallowedTools: Bash(rm *)\n---\nA.\n" },
      reports: ['4:18 "Bash(rm *)" takes Bash away as a whole.'],
    },
  ],
});
