import { namesIn } from "../../inventory/teams/agents.ts";
import { bareName, isElsewhere, pluginNames, skillNames, suggestion } from "../../inventory/teams/known-names.ts";
import { defineRepositoryRule } from "../../model/rule.ts";

export const agentSkillMissing = defineRepositoryRule({
  id: "agent/skill-missing",
  severity: "warning",
  summary: "The skills that a Claude Code agent preloads are in the repository.",
  why: "The texts of these skills are put into the agent's context when it starts. A skill of another plugin or of the user cannot be seen from here.",
  consequence: "The agent starts without the skill.",
  help: "Correct the name, or write the skill. One from elsewhere belongs into the option `allowed`.",
  since: "0.1.0",
  sources: [{ read: { url: "https://code.claude.com/docs/en/sub-agents", date: "2026-11-21" } }],
  options: { allowed: [] },
  optionAliases: { known: "allowed" },

  *check(repository, { allowed }) {
    const agents = repository.of("agent").filter(({ dialect }) => dialect === "claude-code");
    const wanted = agents.flatMap((artifact) =>
      namesIn(artifact, "skills").map(({ name, at }) => ({ artifact, name, at })),
    );
    if (wanted.length === 0) return;
    const skills = skillNames(repository);
    const plugins = pluginNames(repository);
    for (const { artifact, name, at } of wanted) {
      if (skills.has(bareName(name)) || allowed.includes(name) || isElsewhere(plugins, name)) continue;
      yield { artifact, message: `There is no skill "${name}"${suggestion(bareName(name), skills)}.`, at };
    }
  },

  examples: [
    {
      because: "the skill is there, and another comes from a plugin elsewhere",
      files: {
        ".claude/agents/a.md": "---\nname: a\ndescription: A.\nskills: [git, other:go]\n---\nA.\n",
        ".claude/skills/git/SKILL.md": "---\nname: git\ndescription: Commits.\n---\nCommit.\n",
      },
    },
    {
      because: "a slip",
      files: {
        ".claude/agents/a.md": "---\nname: a\ndescription: A.\nskills:\n  - gti\n---\nA.\n",
        ".claude/skills/git/SKILL.md": "---\nname: git\ndescription: Commits.\n---\nCommit.\n",
      },
      reports: ['.claude/agents/a.md:5:5 There is no skill "gti"; there is "git".'],
    },
  ],
});
