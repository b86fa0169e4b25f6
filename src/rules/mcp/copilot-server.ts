import { COPILOT_SERVER } from "../../clients/forms/copilot-cli.ts";
import { copilotCliFacts } from "../../clients/copilot-cli.ts";
import { isCopilotOwn } from "../../inventory/manifests/mcp-format.ts";
import { isFlatMap } from "../../inventory/manifests/mcp-servers.ts";
import { misfits } from "../../inventory/texts/misfits.ts";
import { entryOf } from "../../model/data.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const mcpCopilotServer = defineArtifactRule({
  id: "mcp/copilot-server",
  on: ["mcp"],
  severity: "error",
  summary: "Copilot CLI takes every MCP server of .github/mcp.json.",
  why: "It looks below `mcpServers` alone, and skips a server without what its type needs, of a type that is none of its own, or with a value of another form.",
  consequence: "Copilot CLI goes on without the server; only `copilot mcp list` says so.",
  help: "Write the value as the message says; `copilot mcp list` shows what Copilot CLI makes of the file.",
  since: "0.1.0",
  sources: [copilotCliFacts.mcpServers],

  *check({ path, data }) {
    if (!isCopilotOwn(path) || !data) return;
    const root = entryOf(data, "mcpServers");
    if (root && root.value.kind !== "map")
      yield { message: '"mcpServers" has to be a map by the names of servers.', at: root.keyRange, client: "copilot" };
    const servers = root?.value ?? (isFlatMap(data) ? data : undefined);
    if (!servers && (data.kind !== "map" || data.entries.length > 0))
      yield {
        message: 'There is no "mcpServers", below which Copilot CLI looks for servers.',
        at: { start: data.range.start, end: data.range.start + 1 },
        client: "copilot",
      };
    for (const { key, keyRange, value } of servers?.kind === "map" ? servers.entries : [])
      for (const { message, at } of misfits(value, COPILOT_SERVER, key, keyRange))
        yield { message, at, client: "copilot" };
  },

  examples: [
    {
      because: "a program, and addresses",
      files: {
        ".github/mcp.json":
          '{ "mcpServers": { "a": { "command": "a", "tools": ["*"] }, "b": { "type": "http", "url": "https://b.example" }, "c": { "url": "https://c.example" } } }',
      },
    },
    {
      because: "the key of VS Code",
      files: { ".github/mcp.json": '{ "servers": { "a": { "type": "stdio", "command": "a" } } }' },
      reports: ['1:1 There is no "mcpServers", below which Copilot CLI looks for servers.'],
    },
    {
      because: "a type of another client, a text for a list, a variable for an address, and nothing at all",
      files: {
        ".github/mcp.json":
          '{ "mcpServers": {\n"a": { "type": "ws", "url": "wss://a.example" },\n"b": { "command": "b", "tools": "*" },\n"c": { "type": "http", "url": "${C}" },\n"d": {} } }',
      },
      reports: [
        '2:1 "a" needs a "type", which may be local, stdio, http, sse, streamable-http.',
        '3:33 "b.tools" has to be a list.',
        '4:31 "c.url" "${C}" is of a form that it refuses.',
        '5:1 "d" has no "command" and no "url".',
      ],
    },
  ],
});
