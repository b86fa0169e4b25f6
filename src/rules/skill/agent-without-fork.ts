import { claudeCodeFacts } from "../../clients/claude-code.ts";
import { FORK, isSlipOfFork } from "../../clients/skill-fields.ts";
import { textField } from "../../model/field.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const skillAgentWithoutFork = defineArtifactRule({
  id: "skill/agent-without-fork",
  on: ["skill"],
  severity: "off",
  severityFor: { "claude-code": "warning" },
  summary: "A skill that is to run apart has `context: fork`, letter by letter.",
  why: "`agent` says which subagent runs a skill apart. Without `context: fork` Claude Code runs it in the conversation itself, and so it does with `context: Fork`.",
  consequence: "The subagent's instructions and bounds do not hold: the skill runs with every tool of the session.",
  help: "Add `context: fork`, or take `agent` out.",
  since: "0.1.0",
  sources: [claudeCodeFacts.skillAgent],

  *check(skill) {
    const agent = textField(skill, "agent");
    const context = textField(skill, "context");
    const written = context?.value.trim() ?? "";
    if (context?.value === FORK) return;
    if (agent && agent.value !== "") {
      const there = written === "" ? "" : `; it has \`context: ${context?.value}\``;
      const message = `The skill is not run by "${agent.value}" without \`context: fork\`${there}.`;
      yield { message, at: agent.at, client: "claude-code" };
    } else if (context && isSlipOfFork(context.value))
      yield {
        message: `Claude Code runs the skill in the conversation itself: "${context.value}" is not "${FORK}".`,
        at: context.at,
        client: "claude-code",
        consequence: "What the skill reads and does fills the conversation that it should run beside.",
        help: "Write `context: fork`.",
      };
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
    {
      because: "a capital, and no subagent by name",
      files: { ".claude/skills/a/SKILL.md": "---\nname: a\ndescription: A.\ncontext: Fork\n---\nA.\n" },
      reports: ['4:10 Claude Code runs the skill in the conversation itself: "Fork" is not "fork".'],
    },
    {
      because: "the conversation itself, and a word that nobody knows",
      files: {
        ".claude/skills/a/SKILL.md": "---\nname: a\ndescription: A.\ncontext: inline\n---\nA.\n",
        ".claude/skills/b/SKILL.md": "---\nname: b\ndescription: B.\ncontext: isolated\n---\nB.\n",
      },
    },
  ],
});
