import { claudeCodeFacts } from "../../clients/claude-code.ts";
import { textField } from "../../model/field.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const skillAgentWithoutFork = defineArtifactRule({
  id: "skill/agent-without-fork",
  on: ["skill"],
  severity: "off",
  severityFor: { "claude-code": "warning" },
  summary: "A skill that names its subagent has `context: fork`.",
  why: "`agent` says which subagent runs a skill apart. Without `context: fork` Claude Code runs it in the conversation itself.",
  consequence: "The subagent's instructions and bounds do not hold: the skill runs with every tool of the session.",
  help: "Add `context: fork`, or take `agent` out.",
  since: "0.1.0",
  sources: [claudeCodeFacts.skillAgent],

  *check(skill) {
    const agent = textField(skill, "agent");
    const context = textField(skill, "context")?.value.trim();
    if (!agent || agent.value === "" || context === "fork") return;
    const there = context === undefined || context === "" ? "" : `; it has \`context: ${context}\``;
    const message = `The skill is not run by "${agent.value}" without \`context: fork\`${there}.`;
    yield { message, at: agent.at, client: "claude-code" };
  },

  examples: [
    {
      because: "both fields",
      files: {
        ".claude/skills/a/SKILL.md": "---\nname: a\ndescription: A.\ncontext: fork\nagent: Explore\n---\nA.\n",
      },
    },
    {
      because: "the agent alone",
      files: { ".claude/skills/a/SKILL.md": "---\nname: a\ndescription: A.\nagent: Explore\n---\nA.\n" },
      reports: ['4:8 The skill is not run by "Explore" without `context: fork`.'],
    },
    {
      because: "a capital: Claude Code compares letter by letter",
      files: {
        ".claude/skills/a/SKILL.md": "---\nname: a\ndescription: A.\ncontext: Fork\nagent: Explore\n---\nA.\n",
      },
      reports: ['5:8 The skill is not run by "Explore" without `context: fork`; it has `context: Fork`.'],
    },
  ],
});
