import { claudeCodeMcp, CLAUDE_SERVER } from "../../clients/claude-code-mcp.ts";
import { mcpServersOf } from "../../inventory/manifests/mcp-servers.ts";
import { mcpFormatOf } from "../../inventory/manifests/mcp-format.ts";
import { misfits } from "../../inventory/texts/misfits.ts";
import { entryOf } from "../../model/data.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const mcpSkippedServer = defineArtifactRule({
  id: "mcp/skipped-server",
  on: ["mcp", "plugin"],
  severity: "off",
  severityFor: { "claude-code": "error" },
  summary: "Claude Code takes every MCP server of its files.",
  why: "Some names it keeps for itself, and a server with a value of another form, or with a type of another client, it skips.",
  consequence: "Claude Code goes on without the server, and only `claude doctor` says so.",
  help: "Rename the server, or write the value as the message says.",
  since: "0.1.0",
  sources: [
    claudeCodeMcp.mcpReservedNames,
    claudeCodeMcp.mcpTypes,
    claudeCodeMcp.mcpServerFields,
    claudeCodeMcp.mcpRootKey,
  ],

  *check(artifact) {
    if (mcpFormatOf(artifact) !== "claude-code") return;
    const root = entryOf(artifact.data, "mcpServers");
    if (artifact.kind === "mcp" && root?.value.kind === "list")
      yield {
        message: '"mcpServers" has to be a map by the names of servers.',
        at: root.keyRange,
        client: "claude-code",
      };
    for (const { name, at, node, type, format } of mcpServersOf(artifact)) {
      if (format !== "claude-code") continue;
      if (RESERVED.has(name)) yield { message: `The name "${name}" is reserved.`, at, client: "claude-code" };
      if (type && !TYPES.has(type.value))
        yield {
          message: `Claude Code knows no type "${type.value}"; it has stdio, http, streamable-http, sse.`,
          at: type.range,
          client: "claude-code",
        };
      if (node.kind !== "map") continue; // mcp/server-shape reports it
      const other = entryOf(node, "type");
      if (other && other.value.kind !== "string")
        yield { message: `"${name}.type" has to be a text.`, at: other.value.range, client: "claude-code" };
      for (const { message, at: place } of misfits(node, CLAUDE_SERVER, name, at))
        yield { message, at: place, client: "claude-code" };
    }
  },

  examples: [
    {
      because: "a program, and an address",
      files: {
        ".mcp.json":
          '{ "mcpServers": { "a": { "command": "a", "timeout": 5 }, "b": { "type": "streamable-http", "url": "https://b.example" } } }',
      },
    },
    {
      because: "a name that Claude Code keeps, types of other clients, a number in quotes, an empty command",
      files: {
        ".mcp.json":
          '{ "mcpServers": {\n"workspace": { "command": "a" },\n"b": { "type": "local", "command": "b" },\n"c": { "command": "c", "timeout": "5" },\n"d": { "command": "" },\n"e": { "type": [], "command": "e" }\n} }',
      },
      reports: [
        '2:1 The name "workspace" is reserved.',
        '3:16 Claude Code knows no type "local"; it has stdio, http, streamable-http, sse.',
        '4:35 "c.timeout" has to be a number.',
        '5:19 "d.command" is empty.',
        '6:16 "e.type" has to be a text.',
      ],
    },
    {
      because: "a list in place of a map",
      files: { ".mcp.json": '{ "mcpServers": [{ "name": "a", "command": "a" }] }' },
      reports: ['1:3 "mcpServers" has to be a map by the names of servers.'],
    },
  ],
});

const RESERVED: ReadonlySet<string> = new Set(claudeCodeMcp.mcpReservedNames.value);
const TYPES: ReadonlySet<string> = new Set([...claudeCodeMcp.mcpTypes.value, "sdk"]);
