import { hasServers, mcpServersOf, WITH_SERVERS } from "../../inventory/manifests/mcp-servers.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const mcpSse = defineArtifactRule({
  id: "mcp/sse",
  on: WITH_SERVERS,
  where: hasServers,
  severity: "off",
  summary: "MCP servers speak streamable HTTP, not HTTP with server-sent events.",
  why: "The protocol replaced that transport in 2025, and clients need not support it.",
  consequence: "A client that dropped the old transport cannot connect.",
  help: 'Use the server\'s newer address with `"type": "http"`.',
  since: "0.1.0",
  sources: [
    {
      read: {
        url: "https://github.com/agentplugins/agent-plugins-spec/blob/3bf662830391e77bbb1751e3ca0d1be50872e945/spec/1.0.0.md",
        date: "2026-11-21",
      },
    },
  ],

  *check(artifact) {
    for (const { name, type } of mcpServersOf(artifact))
      if (type?.value === "sse") yield { message: `The server "${name}" uses the old transport.`, at: type.range };
  },

  examples: [
    {
      because: "the new one",
      files: { ".mcp.json": '{ "mcpServers": { "a": { "type": "http", "url": "https://b.c" } } }' },
    },
    {
      because: "the old one",
      files: { ".mcp.json": '{ "mcpServers": { "a": { "type": "sse", "url": "https://b.c" } } }' },
      reports: ['1:34 The server "a" uses the old transport.'],
    },
  ],
});
