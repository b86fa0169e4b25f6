import { COPILOT_SHARED_SERVER } from "../../clients/forms/copilot-cli.ts";
import { copilotCliFacts } from "../../clients/copilot-cli.ts";
import { mcpServersOf } from "../../inventory/manifests/mcp-servers.ts";
import { misfits } from "../../inventory/texts/misfits.ts";
import { entryOf } from "../../model/data.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const mcpCopilotSkips = defineArtifactRule({
  id: "mcp/copilot-skips",
  on: ["mcp"],
  severity: "off",
  severityFor: { copilot: "warning" },
  summary: "Copilot CLI takes the MCP servers of a project that Claude Code takes.",
  why: "Both read the .mcp.json at the top. Copilot CLI is the stricter of the two: it knows no `ws`, wants a whole address, which a variable alone is not, and a list of `tools`.",
  consequence: "Copilot CLI goes on without the server; only `copilot mcp list` says so.",
  help: "Write the value as the message says, or give Copilot CLI the server in .github/mcp.json.",
  since: "0.1.0",
  yieldsTo: ["mcp/server-shape", "mcp/skipped-server"],
  sources: [copilotCliFacts.mcpServers],

  *check(artifact) {
    if (artifact.source.bom && copilotCliFacts.mcpServers.value.some((path) => path === artifact.path))
      yield {
        message: "A byte order mark stands at the start of the file.",
        at: { start: 0, end: 0 },
        client: "copilot",
        consequence: "Copilot CLI calls the file malformed, and goes on without its servers.",
        help: "Save the file as UTF-8 without a byte order mark.",
      };
    if (artifact.path !== ".mcp.json") return; // below, it may be that of a plugin
    for (const { name, at, node, type, format } of mcpServersOf(artifact)) {
      if (format !== "claude-code" || node.kind !== "map") continue; // mcp/server-shape reports it
      if (type?.value === "ws") yield { message: 'Copilot CLI knows no type "ws".', at: type.range, client: "copilot" };
      const needed = type ? NEEDED[type.value] : undefined;
      if (needed !== undefined && !entryOf(node, needed) && entryOf(node, needed === "url" ? "command" : "url"))
        yield { message: `"${name}" is of type ${type?.value}, and has no "${needed}".`, at, client: "copilot" };
      for (const { message, at: place } of misfits(node, COPILOT_SHARED_SERVER, name, at))
        yield { message, at: place, client: "copilot" };
    }
  },

  examples: [
    {
      because: "what both of them take",
      files: {
        ".mcp.json":
          '{ "mcpServers": { "a": { "command": "a", "tools": ["*"] }, "b": { "type": "http", "url": "https://${HOST}/mcp" } } }',
      },
    },
    {
      because: "a byte order mark in a file that it reads, and in one of a plugin",
      files: {
        ".mcp.json": '\uFEFF{ "mcpServers": { "a": { "command": "a" } } }',
        "plugins/p/.mcp.json": '\uFEFF{ "mcpServers": { "a": { "command": "a" } } }',
      },
      reports: [".mcp.json:1:1 A byte order mark stands at the start of the file."],
    },
    {
      because: "what Copilot CLI alone skips",
      files: {
        ".mcp.json":
          '{ "mcpServers": {\n"a": { "type": "ws", "url": "wss://a.example" },\n"b": { "command": "b", "tools": "*" },\n"c": { "type": "http", "url": "${C}" },\n"d": { "type": "http", "command": "d" } } }',
      },
      reports: [
        '2:16 Copilot CLI knows no type "ws".',
        '3:33 "b.tools" has to be a list.',
        '4:31 "c.url" "${C}" is of a form that it refuses.',
        '5:1 "d" is of type http, and has no "url".',
      ],
    },
  ],
});

const NEEDED: Readonly<Partial<Record<string, string>>> = {
  http: "url",
  sse: "url",
  "streamable-http": "url",
  stdio: "command",
};
