import { claudeCodeFacts } from "../../clients/claude-code.ts";
import { agentNames, bareName, isElsewhere, pluginNames, suggestion } from "../../inventory/teams/known-names.ts";
import { textField } from "../../model/field.ts";
import { defineRepositoryRule } from "../../model/rule.ts";

export const skillAgentMissing = defineRepositoryRule({
  id: "skill/agent-missing",
  severity: "off",
  severityFor: { "claude-code": "warning" },
  summary: "The subagent that a skill runs in is there.",
  why: "`agent:` names a subagent of Claude Code or of the repository. Where there is none of that name, Claude Code takes general-purpose, with all its tools, and says nothing.",
  consequence: "The skill runs with other instructions, and with every tool.",
  help: "Correct the name, or write the subagent. One from elsewhere belongs into the option `allowed`.",
  since: "0.1.0",
  sources: [
    claudeCodeFacts.skillAgent,
    { read: { url: "https://github.com/anthropics/claude-code/issues/83133", date: "2026-11-30" } },
  ],
  options: { allowed: [] },
  loosens: { allowed: "more" },

  *check(repository, { allowed }) {
    const wanted = repository.of("skill").flatMap((skill) => {
      const field = textField(skill, "agent");
      return field && field.value !== "" ? [{ skill, ...field }] : [];
    });
    if (wanted.length === 0) return;
    const agents = agentNames(repository);
    const plugins = pluginNames(repository);
    for (const { skill, value, at } of wanted) {
      if (agents.has(bareName(value)) || allowed.includes(value) || isElsewhere(plugins, value)) continue;
      const message = `There is no subagent "${value}"${suggestion(bareName(value), agents)}.`;
      yield { artifact: skill, message, at, client: "claude-code" };
    }
  },

  examples: [
    {
      because: "a subagent of the repository, and one of Claude Code",
      files: {
        ".claude/agents/auditor.md": "---\nname: auditor\ndescription: Audits.\n---\nAudit.\n",
        ".claude/skills/a/SKILL.md": "---\nname: a\ndescription: A.\ncontext: fork\nagent: auditor\n---\nA.\n",
        ".claude/skills/b/SKILL.md": "---\nname: b\ndescription: B.\ncontext: fork\nagent: Explore\n---\nB.\n",
      },
    },
    {
      because: "a slip",
      files: {
        ".claude/agents/auditor.md": "---\nname: auditor\ndescription: Audits.\n---\nAudit.\n",
        ".claude/skills/a/SKILL.md": "---\nname: a\ndescription: A.\ncontext: fork\nagent: auditer\n---\nA.\n",
      },
      reports: ['.claude/skills/a/SKILL.md:5:8 There is no subagent "auditer"; there is "auditor".'],
    },
  ],
});
