import { entryOf } from "../../model/data.ts";
import { isFlatMap } from "../../inventory/manifests/mcp-servers.ts";
import { mcpFormatOf } from "../../inventory/manifests/mcp-format.ts";
import { folderOf, layoutOf } from "../../inventory/places/layout.ts";
import { MCP_ROOT_KEYS } from "../../clients/mcp-formats.ts";
import { defineRepositoryRule } from "../../model/rule.ts";

export const mcpFlatMap = defineRepositoryRule({
  id: "mcp/flat-map",
  severity: "warning",
  summary: "The .mcp.json of a project has the key `mcpServers`.",
  why: "Claude Code takes a map of servers without it only from plugins.",
  consequence: "The servers are not loaded.",
  help: "Put the servers below `mcpServers`.",
  since: "0.1.0",
  sources: [{ read: { url: "https://github.com/anthropics/claude-code/issues/35372", date: "2026-11-21" } }],

  *check(repository) {
    for (const artifact of repository.of("mcp")) {
      if (mcpFormatOf(artifact) !== "claude-code" || !isFlatMap(artifact.data)) continue;
      if (MCP_ROOT_KEYS.some((key) => entryOf(artifact.data, key))) continue;
      // Only the checked folder itself is surely a project; a folder in it may be a plugin that a marketplace names.
      if (folderOf(artifact.path) !== "" || layoutOf(repository).pluginOf(artifact.path) !== undefined) continue;
      const at = artifact.data.entries[0]?.keyRange;
      yield { message: 'The servers have to stand below "mcpServers".', ...(at && { at }), artifact };
    }
  },

  examples: [
    {
      because: "a plugin",
      files: { ".mcp.json": '{ "a": { "command": "a" } }', ".claude-plugin/plugin.json": '{ "name": "p" }' },
    },
    {
      because: "a project",
      files: { ".mcp.json": '{ "a": { "command": "a" } }' },
      reports: ['1:3 The servers have to stand below "mcpServers".'],
    },
  ],
});
