import { claudeCodeMcp } from "../../clients/claude-code-mcp.ts";
import { mcpServersOf } from "../../inventory/manifests/mcp-servers.ts";
import { entryOf } from "../../model/data.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const mcpRemoteType = defineArtifactRule({
  id: "mcp/remote-type",
  on: ["mcp", "plugin", "agent"],
  severity: "off",
  severityFor: { "claude-code": "error" },
  summary: "For Claude Code, an MCP server with a URL says its type.",
  why: "Without a type Claude Code takes a server for a program. Other clients see the URL.",
  consequence: "Claude Code drops the server without a word.",
  help: 'Add `"type": "http"`, or "sse" where the server is of the old kind.',
  since: "0.1.0",
  sources: [
    claudeCodeMcp.mcpUrlType,
    { read: { url: "https://github.com/anthropics/claude-code/issues/73885", date: "2026-11-21" } },
    { read: { url: "https://github.com/21st-dev/magic-mcp/issues/82", date: "2026-11-21" } },
  ],

  *check(artifact) {
    for (const { name, at, format, url, command, node } of mcpServersOf(artifact))
      if (format === "claude-code" && url && !command && !entryOf(node, "type"))
        yield { message: `The server "${name}" has a URL and no type.`, at, client: "claude-code" };
  },

  examples: [
    {
      because: "the type is there, and for Cursor need not be",
      files: {
        ".mcp.json": '{ "mcpServers": { "a": { "type": "http", "url": "https://b.c" } } }',
        ".cursor/mcp.json": '{ "mcpServers": { "a": { "url": "https://b.c" } } }',
      },
    },
    {
      because: "no type",
      files: { ".mcp.json": '{ "mcpServers": { "a": { "url": "https://b.c" } } }' },
      reports: ['1:19 The server "a" has a URL and no type.'],
    },
  ],
});
