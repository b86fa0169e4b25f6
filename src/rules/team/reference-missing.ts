import {
  agentNames,
  bareName,
  isElsewhere,
  pluginNames,
  serverNames,
  skillNames,
  suggestion,
} from "../../inventory/teams/known-names.ts";
import { readRoles, type RoleReference } from "../../inventory/teams/role-tables.ts";
import { defineRepositoryRule } from "../../model/rule.ts";

const WORDS: Readonly<Record<RoleReference["kind"], string>> = { agent: "agent", skill: "skill", server: "MCP server" };

export const teamReferenceMissing = defineRepositoryRule({
  id: "team/reference-missing",
  severity: "warning",
  summary: "The agents, skills and MCP servers that a team specification names are in the repository.",
  why: "`TEAM_SPEC.md` and `ORCHESTRATION.md` say who works with what. Nothing else notices when one of these is renamed.",
  consequence: "Whoever follows the specification looks for something that is not there.",
  help: "Correct the name, or take it out. What comes from elsewhere belongs into the option `allowed`.",
  since: "0.1.0",
  options: { allowed: [] },
  optionAliases: { known: "allowed" },
  loosens: { allowed: "more" },

  *check(repository, { allowed }) {
    const specifications = repository.of("team-spec", "orchestration");
    if (specifications.length === 0) return;
    const names: Readonly<Record<RoleReference["kind"], ReadonlySet<string>>> = {
      agent: agentNames(repository),
      skill: skillNames(repository),
      server: serverNames(repository),
    };
    const plugins = pluginNames(repository);
    for (const artifact of specifications)
      for (const { kind, name, at } of readRoles(artifact.source.text).references) {
        if (names[kind].has(bareName(name)) || allowed.includes(name) || isElsewhere(plugins, name)) continue;
        if (/[/.]/.test(name) && repository.entry(name)) continue;
        yield { artifact, message: `There is no ${WORDS[kind]} "${name}"${suggestion(name, names[kind])}.`, at };
      }
  },

  examples: [
    {
      because: "all of them are there",
      files: {
        "TEAM_SPEC.md": "| Role | Agent | Skills |\n|---|---|---|\n| Lead | `developer` | `git` |\n",
        ".claude/agents/developer.md": "---\nname: developer\ndescription: Develops.\n---\n",
        ".claude/skills/git/SKILL.md": "---\nname: git\ndescription: Commits.\n---\nCommit.\n",
      },
    },
    {
      because: "an agent and a server are not there",
      files: {
        "ORCHESTRATION.md":
          "| Agent | MCP servers |\n|---|---|\n| `developr` | `github` |\n\n- **Skills**: `deploy`\n\n```\n| Agent |\n|---|\n| `example` |\n```\n",
        ".claude/agents/developer.md": "---\nname: developer\ndescription: Develops.\n---\n",
      },
      reports: [
        'ORCHESTRATION.md:3:4 There is no agent "developr"; there is "developer".',
        'ORCHESTRATION.md:3:17 There is no MCP server "github".',
        'ORCHESTRATION.md:5:16 There is no skill "deploy".',
      ],
    },
  ],
});
