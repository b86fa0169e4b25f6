import { agentPlugin } from "../../inventory/manifests/agent-plugins.ts";
import { defineRepositoryRule } from "../../model/rule.ts";

export const pluginAgentPluginsNestedSkill = defineRepositoryRule({
  id: "plugin/agent-plugins-nested-skill",
  severity: "warning",
  summary: "The skills of a plugin by the Agent Plugins standard lie right below `skills/`.",
  why: "The standard tells clients to look one folder deep and not to search any deeper.",
  consequence: "Clients of the standard do not find the skill.",
  help: "Move the skill's folder right below `skills/`.",
  since: "0.1.0",
  sources: [
    {
      read: {
        url: "https://github.com/agentplugins/agent-plugins-spec/blob/3bf662830391e77bbb1751e3ca0d1be50872e945/spec/1.0.0.md",
        date: "2026-11-21",
      },
    },
  ],

  *check(repository) {
    const roots = repository.of("plugin").flatMap((artifact) => agentPlugin(artifact)?.root ?? []);
    if (roots.length === 0) return;
    const skills = repository.of("skill");
    const folders = new Set(skills.map(({ path }) => above(path)));
    for (const artifact of skills)
      for (const root of roots) {
        const inside = below(`${root === "" ? "" : `${root}/`}skills/`, above(artifact.path));
        if (inside === undefined || !inside.includes("/") || isPartOfSkill(above(artifact.path), folders)) continue;
        yield { artifact, message: `The skill lies in "${inside}", more than one folder below \`skills/\`.` };
      }
  },

  examples: [
    {
      because: "one folder deep",
      files: {
        "plugin.json": '{ "$schema": "https://agent-plugins.org/schemas/1.0.0/plugin.schema.json", "name": "a" }\n',
        "skills/a/SKILL.md": "---\nname: a\ndescription: A.\n---\n",
      },
    },
    {
      because: "sorted into groups",
      files: {
        "plugin.json": '{ "$schema": "https://agent-plugins.org/schemas/1.0.0/plugin.schema.json", "name": "a" }\n',
        "skills/git/commit/SKILL.md": "---\nname: commit\ndescription: Commits.\n---\n",
      },
      reports: ['skills/git/commit/SKILL.md The skill lies in "git/commit", more than one folder below `skills/`.'],
    },
    {
      because: "what lies inside a skill is the skill's own business, such as a template",
      files: {
        "plugin.json": '{ "$schema": "https://agent-plugins.org/schemas/1.0.0/plugin.schema.json", "name": "a" }\n',
        "skills/a/SKILL.md": "---\nname: a\ndescription: A.\n---\n",
        "skills/a/templates/SKILL.md": "---\nname: b\ndescription: B.\n---\n",
      },
    },
  ],
});

const above = (path: string): string => path.slice(0, Math.max(path.lastIndexOf("/"), 0));

const below = (prefix: string, path: string): string | undefined =>
  path.startsWith(prefix) ? path.slice(prefix.length) : undefined;

function isPartOfSkill(folder: string, folders: ReadonlySet<string>): boolean {
  for (let at = above(folder); at !== ""; at = above(at)) if (folders.has(at)) return true;
  return false;
}
