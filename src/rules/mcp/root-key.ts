import { claudeCodeMcp } from "../../clients/claude-code-mcp.ts";
import { MCP_FORMATS, MCP_ROOT_KEYS } from "../../clients/mcp-formats.ts";
import { mcpFormatOf } from "../../inventory/manifests/mcp-format.ts";
import { entryOf } from "../../model/data.ts";
import { defineArtifactRule } from "../../model/rule.ts";

/** Clients that surely read one key alone. */
const CERTAIN: ReadonlySet<string> = new Set(["claude-code", "cursor", "vscode"]);

export const mcpRootKey = defineArtifactRule({
  id: "mcp/root-key",
  on: ["mcp"],
  severity: "error",
  summary: "MCP servers stand below the key that their client reads.",
  why: "VS Code reads `servers` of .vscode/mcp.json, Claude Code, Copilot and Cursor `mcpServers`, Codex `mcp_servers`, Zed `context_servers`.",
  consequence: "The client finds no servers.",
  help: "Rename the key.",
  since: "0.1.0",
  sources: [
    claudeCodeMcp.mcpRootKey,
    { read: { url: "https://code.visualstudio.com/docs/agents/reference/mcp-configuration.md", date: "2026-11-21" } },
    {
      read: {
        url: "https://dev.to/eliran_kotzero_e1781dc487/one-mcp-server-three-configs-claude-code-cursor-and-codex-1em0",
        date: "2026-11-21",
      },
    },
  ],

  *check(artifact) {
    const format = mcpFormatOf(artifact);
    const { data } = artifact;
    if (!format || !CERTAIN.has(format) || data?.kind !== "map") return;
    const { rootKey } = MCP_FORMATS[format];
    if (entryOf(data, rootKey)) return;
    for (const { key, keyRange, value } of data.entries) {
      // A server of a flat map may be called anything, `servers` too.
      const server = value.kind !== "map" || entryOf(value, "command") || entryOf(value, "url");
      if (MCP_ROOT_KEYS.includes(key) && !server)
        yield { message: `The servers have to stand below "${rootKey}" here, not "${key}".`, at: keyRange };
    }
  },

  examples: [
    {
      because: "each file has its own key",
      files: {
        ".vscode/mcp.json": '{ "servers": { "a": { "command": "a" } } }',
        ".cursor/mcp.json": '{ "mcpServers": { "a": { "command": "a" } } }',
      },
    },
    {
      because: "a plugin of Claude Code may leave the key out",
      files: { "plugins/p/.mcp.json": '{ "a": { "command": "a" } }', "plugins/p/.claude-plugin/plugin.json": "{}" },
    },
    {
      because: "Visual Studio has a .mcp.json of its own form",
      files: { ".mcp.json": '{ "servers": { "a": { "type": "stdio", "command": "a" } } }' },
    },
    {
      because: "copied from another client",
      files: { ".vscode/mcp.json": '{ "mcpServers": { "a": { "command": "a" } } }' },
      reports: ['1:3 The servers have to stand below "servers" here, not "mcpServers".'],
    },
  ],
});
