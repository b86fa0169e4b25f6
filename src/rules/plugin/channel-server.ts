import { artifactAt } from "../../inventory/artifact-at.ts";
import { folderAt, pluginManifest, type PluginManifest } from "../../inventory/manifests/plugins.ts";
import { valueAt } from "../../model/data.ts";
import { defineRepositoryRule, type Repository } from "../../model/rule.ts";

export const pluginChannelServer = defineRepositoryRule({
  id: "plugin/channel-server",
  severity: "warning",
  summary: "A channel of a Claude Code plugin names one of the plugin's MCP servers.",
  why: "A channel is bound to the server by its key in `mcpServers`.",
  consequence: "Nothing feeds the channel.",
  help: "Write the server's key from the plugin's `mcpServers` or `.mcp.json`.",
  since: "0.1.0",
  sources: [{ read: { url: "https://code.claude.com/docs/en/plugins/manifest-reference", date: "2026-11-21" } }],

  *check(repository) {
    for (const artifact of repository.of("plugin")) {
      const manifest = pluginManifest(artifact);
      const channels = valueAt(manifest?.data, "channels");
      if (manifest?.dialect !== "claude-code" || channels?.kind !== "list") continue;
      const servers = serversOf(manifest, repository);
      for (const channel of servers ? channels.items : []) {
        const server = valueAt(channel, "server");
        if (server?.kind === "string" && !servers?.has(server.value))
          yield { artifact, message: `The plugin has no MCP server "${server.value}".`, at: server.range };
      }
    }
  },

  examples: [
    {
      because: "the server is there",
      files: {
        ".claude-plugin/plugin.json": '{ "name": "a", "channels": [{ "server": "chat" }] }\n',
        ".mcp.json": '{ "mcpServers": { "chat": { "command": "node" } } }\n',
      },
    },
    {
      because: "the server has another name",
      files: {
        ".claude-plugin/plugin.json":
          '{ "name": "a", "channels": [{ "server": "chat" }], "mcpServers": { "chats": { "command": "node" } } }\n',
      },
      reports: ['1:41 The plugin has no MCP server "chat".'],
    },
  ],
});

/** The names of a plugin's servers; undefined where some are in files that we do not read. */
function serversOf({ root, data }: PluginManifest, repository: Repository): ReadonlySet<string> | undefined {
  const inline = valueAt(data, "mcpServers");
  if (inline && inline.kind !== "map") return undefined;
  const place = folderAt(root, ".mcp.json");
  const file = place === undefined ? undefined : artifactAt(repository, "mcp", place);
  const inFile = valueAt(file?.data, "mcpServers") ?? file?.data;
  return new Set([inline, inFile].flatMap((node) => (node?.kind === "map" ? node.entries.map(({ key }) => key) : [])));
}
