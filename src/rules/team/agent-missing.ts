import { posix } from "node:path";
import { agentNames, bareName, isElsewhere, pluginNames, suggestion } from "../../inventory/teams/known-names.ts";
import { teamOf } from "../../inventory/teams/teams.ts";
import { defineRepositoryRule } from "../../model/rule.ts";

export const teamAgentMissing = defineRepositoryRule({
  id: "team/agent-missing",
  severity: "error",
  summary: "Every member of a team is an agent of the repository.",
  why: "A team names its agents by name or by path. One that was moved or deleted stops the round it should have a part in.",
  consequence: "The agent cannot be started, and the round ends early.",
  help: "Correct the name, restore the agent, or take the line out. One that only the user has belongs into the option `allowed`.",
  since: "0.1.0",
  decidedBy: "repository",
  options: { allowed: [] },
  optionAliases: { known: "allowed" },

  *check(repository, { allowed }) {
    const teams = repository.of("team");
    if (teams.length === 0) return;
    const names = agentNames(repository);
    const plugins = pluginNames(repository);
    const any = repository.of("agent", "agent-file").length > 0;
    for (const artifact of teams) {
      if (!any && !artifact.path.includes(".claude/")) continue; // the agents live somewhere else
      for (const { agent_type: cell } of teamOf(artifact)?.members ?? []) {
        const name = cell.value.trim();
        if (name === "" || names.has(bareName(name)) || allowed.includes(name) || isElsewhere(plugins, name)) continue;
        if (isPath(name) && places(artifact.path, name).some((path) => repository.entry(path)?.type === "file"))
          continue;
        const hint = isPath(name) ? "" : suggestion(name, names);
        yield { artifact, message: `There is no agent "${name}"${hint}.`, at: cell.range };
      }
    }
  },

  examples: [
    {
      because: "by name, and by path",
      files: {
        ".claude/teams/a.csv":
          'agent_type,role,priority,tools,model\ndeveloper,Lead,1,"Read",sonnet\ncore/qa.md,Tests,2,"Read",haiku\n',
        ".claude/agents/core/developer.md": "---\nname: developer\ndescription: Develops.\n---\n",
        ".claude/agents/core/qa.md": "---\nname: quality\ndescription: Tests.\n---\n",
      },
    },
    {
      because: "a slip in the name, and an agent that was deleted",
      files: {
        ".claude/teams/a.csv":
          'agent_type,role,priority,tools,model\ndevelopr,Lead,1,"Read",sonnet\n.claude/agents/qa.md,Tests,2,"Read",haiku\n',
        ".claude/agents/developer.md": "---\nname: developer\ndescription: Develops.\n---\n",
      },
      reports: [
        '.claude/teams/a.csv:2:1 There is no agent "developr"; there is "developer".',
        '.claude/teams/a.csv:3:1 There is no agent ".claude/agents/qa.md".',
      ],
    },
  ],
});

const isPath = (name: string): boolean => name.includes("/") || name.endsWith(".md");

/** The paths that a name may mean: from the top, from the folder of agents, and from the team's own folder. */
function places(team: string, name: string): readonly string[] {
  const file = name.endsWith(".md") ? name : `${name}.md`;
  return [file, posix.join(".claude/agents", file), posix.join(posix.dirname(team), file)];
}
