import { entryOf } from "../../model/data.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const mcpInSettings = defineArtifactRule({
  id: "mcp/in-settings",
  on: ["settings"],
  severity: "off",
  severityFor: { "claude-code": "warning" },
  summary: "Claude Code's MCP servers stand in .mcp.json, not in its settings.",
  why: "Settings know which servers are allowed and enabled; the servers themselves are read from .mcp.json.",
  consequence: "Claude Code does not start the servers.",
  help: "Move `mcpServers` to a .mcp.json beside the folder .claude.",
  since: "0.1.0",
  sources: [
    {
      read: {
        url: "https://github.com/SchemaStore/schemastore/blob/00d7563704c86f65f16db30d108f42a3539c7f47/src/schemas/json/claude-code-settings.json",
        date: "2026-11-21",
      },
    },
    {
      read: {
        url: "https://dev.to/eliran_kotzero_e1781dc487/one-mcp-server-three-configs-claude-code-cursor-and-codex-1em0",
        date: "2026-11-21",
      },
    },
  ],

  *check({ data, dialect }) {
    const entry = dialect === "claude-code" ? entryOf(data, "mcpServers") : undefined;
    if (entry?.value.kind === "map" && entry.value.entries.length > 0)
      yield { message: "Claude Code reads no MCP servers from here.", at: entry.keyRange, client: "claude-code" };
  },

  examples: [
    {
      because: "settings about servers, and the servers where they are read",
      files: {
        ".claude/settings.json": '{ "enabledMcpjsonServers": ["a"] }',
        ".mcp.json": '{ "mcpServers": { "a": { "command": "a" } } }',
      },
    },
    {
      because: "servers among the settings",
      files: { ".claude/settings.json": '{ "mcpServers": { "a": { "command": "a" } } }' },
      reports: ["1:3 Claude Code reads no MCP servers from here."],
    },
  ],
});
