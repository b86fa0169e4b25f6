import { claudeCodeHooks } from "../../clients/claude-code-hooks.ts";
import { hooksOf } from "../../inventory/hooks/hooks.ts";
import { pluginRootOf } from "../../inventory/hooks/hook-path.ts";
import { mcpServersOf } from "../../inventory/manifests/mcp-servers.ts";
import { pluginManifest, stringAtKeys } from "../../inventory/manifests/plugins.ts";
import { folderOf, layoutOf } from "../../inventory/places/layout.ts";
import { defineRepositoryRule } from "../../model/rule.ts";
import { group } from "../../model/group.ts";

export const hooksPluginServer = defineRepositoryRule({
  id: "hooks/plugin-server",
  severity: "off",
  severityFor: { "claude-code": "warning" },
  summary: "The hooks of a plugin name the tools of its own servers as Claude Code does.",
  why: "The tools of a server that a plugin brings along are called `mcp__plugin_<plugin>_<server>__<tool>`.",
  consequence: "The hook never fires for them.",
  help: "Put the plugin's name into the matcher.",
  since: "0.1.0",
  sources: [claudeCodeHooks.hookPluginServers],

  *check(repository) {
    const hooks = repository.of("hooks", "plugin").filter((one) => hooksOf(one)?.dialect === "claude-code");
    if (hooks.length === 0) return;
    const layout = layoutOf(repository);
    const hooksBelow = group(hooks, (one) => pluginRootOf(one, layout) ?? "\0");
    const serversIn = group(repository.of("mcp"), ({ path }) => folderOf(path));
    for (const manifest of repository.of("plugin")) {
      const plugin = pluginManifest(manifest);
      const name = stringAtKeys(plugin?.data, "name");
      if (plugin?.dialect !== "claude-code" || name === undefined) continue;
      const own = serversIn.get(plugin.root) ?? [];
      const servers = [manifest, ...own].flatMap((one) => mcpServersOf(one).map((server) => server.name));
      if (servers.length === 0) continue;
      for (const artifact of hooksBelow.get(plugin.root) ?? []) {
        const seen = new Set<unknown>();
        for (const { matcher } of hooksOf(artifact)?.hooks ?? []) {
          if (!matcher || seen.has(matcher) || matcher.value.kind !== "string") continue;
          seen.add(matcher);
          const text = matcher.value.value;
          const server = servers.find((one) => text.includes(`mcp__${one}__`));
          if (server === undefined) continue;
          const message = `The tools of "${server}" are called "mcp__plugin_${name}_${server}__…" here.`;
          yield { artifact, message, at: matcher.value.range, client: "claude-code" };
        }
      }
    }
  },

  examples: [
    {
      because: "the plugin's name is there",
      files: {
        ".claude-plugin/plugin.json": '{ "name": "acme", "mcpServers": { "db": { "command": "x" } } }\n',
        "hooks/hooks.json":
          '{ "hooks": { "PreToolUse": [{ "matcher": "mcp__plugin_acme_db__.*", "hooks": [{ "type": "command", "command": "x" }] }] } }',
      },
    },
    {
      because: "the key of the server alone",
      files: {
        ".claude-plugin/plugin.json": '{ "name": "acme", "mcpServers": { "db": { "command": "x" } } }\n',
        "hooks/hooks.json":
          '{ "hooks": { "PreToolUse": [{ "matcher": "mcp__db__.*", "hooks": [{ "type": "command", "command": "x" }] }] } }',
      },
      reports: ['hooks/hooks.json:1:42 The tools of "db" are called "mcp__plugin_acme_db__…" here.'],
    },
  ],
});
