import { MCP_TYPES } from "../../clients/mcp-formats.ts";
import { isCopilotOwn } from "../../inventory/manifests/mcp-format.ts";
import { hasServers, mcpServersOf, WITH_SERVERS } from "../../inventory/manifests/mcp-servers.ts";
import { nearest } from "../../model/nearest.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const mcpType = defineArtifactRule({
  id: "mcp/type",
  on: WITH_SERVERS,
  where: hasServers,
  severity: "warning",
  summary: "An MCP server's type is one that clients know.",
  why: "Clients know stdio, http and sse, and some of them a word more. What Claude Code skips, `mcp/skipped-server` says.",
  consequence: "The client drops the server.",
  help: "Write stdio, http or sse.",
  since: "0.1.0",
  sources: [
    { read: { url: "https://github.com/anthropics/claude-code/issues/43192", date: "2026-11-21" } },
    { read: { url: "https://github.com/21st-dev/magic-mcp/issues/82", date: "2026-11-21" } },
  ],

  *check(artifact) {
    if (isCopilotOwn(artifact.path)) return; // a rule of its own looks at the whole file
    for (const { type, format } of mcpServersOf(artifact)) {
      if (!type || format === "agent-plugins" || format === "claude-code") continue; // mcp/skipped-server reports it
      if (MCP_TYPES.includes(type.value)) continue;
      const close = nearest(type.value, MCP_TYPES);
      const hint = close === undefined ? "." : `; did you mean "${close}"?`;
      yield { message: `No client had a transport "${type.value}" on 2026-11-21${hint}`, at: type.range };
    }
  },

  examples: [
    {
      because: "a type that all clients know",
      files: { ".mcp.json": '{ "mcpServers": { "a": { "type": "http", "url": "https://b.c" } } }' },
    },
    {
      because: "a misspelt type",
      files: { ".cursor/mcp.json": '{ "mcpServers": { "a": { "type": "studio", "command": "a" } } }' },
      reports: ['1:34 No client had a transport "studio" on 2026-11-21; did you mean "stdio"?'],
    },
  ],
});
