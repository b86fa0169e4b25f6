import { type AgentPlugin, agentPlugin } from "../../inventory/manifests/agent-plugins.ts";
import { folderAt } from "../../inventory/manifests/plugins.ts";
import type { Listed } from "../../model/ports.ts";
import { defineRepositoryRule } from "../../model/rule.ts";

export const pluginAgentPluginsComponents = defineRepositoryRule({
  id: "plugin/agent-plugins-components",
  severity: "error",
  summary:
    "The components of a plugin by the Agent Plugins standard are where the standard has them, and inside the plugin.",
  why: "Clients look for the folder `skills` and the file `mcp.json`, and refuse links that lead out of the plugin.",
  consequence: "Clients of the standard load the plugin without the component.",
  help: "Make `skills` a folder and `mcp.json` a file, and copy in what a link points at.",
  since: "0.1.0",
  decidedBy: "standard",
  sources: [
    {
      read: {
        url: "https://github.com/agentplugins/agent-plugins-spec/blob/3bf662830391e77bbb1751e3ca0d1be50872e945/spec/1.0.0.md",
        date: "2026-11-21",
      },
    },
  ],

  *check(repository) {
    const plugins = repository.of("plugin").flatMap((artifact) => agentPlugin(artifact) ?? []);
    const links = plugins.length === 0 ? [] : repository.paths.filter(({ link }) => link !== undefined);
    for (const plugin of plugins) {
      const { artifact, root } = plugin;
      for (const [name, wanted] of [
        ["skills", "directory"],
        ["mcp.json", "file"],
      ] as const) {
        const path = folderAt(root, name) ?? name;
        const found = repository.entry(path);
        if (found && found.type !== wanted)
          yield {
            artifact,
            message: `"${path}" is no ${wanted === "file" ? "file" : "folder"}.`,
            at: { start: 0, end: 1 },
          };
      }
      for (const { path } of links.filter((one) => leadsOut(one, plugin)))
        yield { path, message: "The link leads out of the plugin." };
    }
  },

  examples: [
    {
      because: "a folder of skills",
      files: {
        "plugin.json": '{ "$schema": "https://agent-plugins.org/schemas/1.0.0/plugin.schema.json", "name": "a" }\n',
        "skills/a/SKILL.md": "---\nname: a\ndescription: A.\n---\n",
      },
    },
    {
      because: "`skills` is a file",
      files: {
        "plugins/a/plugin.json":
          '{ "$schema": "https://agent-plugins.org/schemas/1.0.0/plugin.schema.json", "name": "a" }\n',
        "plugins/a/mcp.json":
          '{ "$schema": "https://agent-plugins.org/schemas/1.0.0/mcp.schema.json", "mcpServers": {} }\n',
        "plugins/a/skills": "../shared/skills\n",
      },
      reports: ['plugins/a/plugin.json:1:1 "plugins/a/skills" is no folder.'],
    },
  ],
});

/**
 * Whether a link leads out of the plugin.
 * Only what a client reads by itself counts: the manifest, the servers, and the skills.
 */
function leadsOut({ path, link }: Listed, { root }: AgentPlugin): boolean {
  const inside = root === "" ? path : path.startsWith(`${root}/`) ? path.slice(root.length + 1) : undefined;
  if (link === undefined || inside === undefined || !/^(?:plugin\.json|mcp\.json|skills(?:\/.*)?)$/.test(inside))
    return false;
  if (link.startsWith("/")) return true;
  const target = folderAt(path.slice(0, Math.max(path.lastIndexOf("/"), 0)), link);
  return target === undefined || !(root === "" || target === root || target.startsWith(`${root}/`));
}
