import { codexFacts } from "../../clients/codex.ts";
import { claudeCodeMcp } from "../../clients/claude-code-mcp.ts";
import { claudeCodePlugins } from "../../clients/claude-code-plugins.ts";
import { isCopilotOwn, mcpFormatOf } from "../../inventory/manifests/mcp-format.ts";
import {
  mcpServersOf,
  namelessServer,
  type McpServer,
  serverLists,
  WITH_SERVERS,
} from "../../inventory/manifests/mcp-servers.ts";
import { type DataNode, entryOf } from "../../model/data.ts";
import { defineArtifactRule, type Finding } from "../../model/rule.ts";

export const mcpServerShape = defineArtifactRule({
  id: "mcp/server-shape",
  on: WITH_SERVERS,
  severity: "error",
  summary: "An MCP server has a command or a URL, of the right type.",
  why: "A client starts a program with a list of arguments, or connects to an address. It needs one of them.",
  consequence: "The client drops the server, mostly without a word; Codex refuses the whole configuration.",
  help: "Give the server `command` and `args`, or `url`.",
  since: "0.1.0",
  yieldsTo: ["mcp/skipped-server", "settings/opencode-config"],
  sources: [
    claudeCodeMcp.mcpServerShape,
    claudeCodePlugins.pluginMcpServers,
    codexFacts.configServers,
    { read: { url: "https://github.com/21st-dev/magic-mcp/issues/82", date: "2026-11-21" } },
    {
      read: {
        url: "https://github.com/openai/codex/blob/a2258bbab161903e9a3afa61d57c5cd0c7bc36ed/codex-rs/config/src/mcp_types.rs",
        date: "2026-11-21",
      },
    },
    { read: { url: "https://code.visualstudio.com/docs/copilot/reference/mcp-configuration", date: "2026-11-21" } },
  ],

  *check(artifact) {
    if (isCopilotOwn(artifact.path)) return; // a rule of its own looks at the whole file
    const nameless = artifact.kind === "mcp" ? namelessServer(artifact.data) : undefined;
    if (nameless)
      yield { message: `"${nameless.key}" holds a server without a name; put it below one.`, at: nameless.keyRange };
    if (artifact.kind !== "mcp" && mcpFormatOf(artifact) === "claude-code")
      for (const { key, keyRange } of serverLists(artifact))
        yield { message: `"${key}" lists servers without names; put each below one.`, at: keyRange };
    for (const server of mcpServersOf(artifact)) if (server.format !== "agent-plugins") yield* mistakesOf(server);
  },

  examples: [
    {
      because: "a program, and an address",
      files: {
        ".mcp.json":
          '{ "mcpServers": { "a": { "command": "a", "args": ["-v"], "env": { "K": "v" } }, "b": { "type": "http", "url": "https://b.c" } } }',
      },
    },
    {
      because: "a server in the place of servers by name",
      files: { ".mcp.json": '{ "mcpServers": { "command": "a", "args": ["-v"] } }' },
      reports: ['1:3 "mcpServers" holds a server without a name; put it below one.'],
    },
    {
      because: "a plugin may list maps of servers, and no servers",
      files: {
        "good/.claude-plugin/plugin.json":
          '{ "name": "good", "mcpServers": ["./a.json", { "a": { "command": "a" } }] }',
        "bad/.claude-plugin/plugin.json": '{ "name": "bad", "mcpServers": [{ "command": "a" }, { "command": "b" }] }',
      },
      reports: ['bad/.claude-plugin/plugin.json:1:18 "mcpServers" lists servers without names; put each below one.'],
    },
    {
      because: "neither of them",
      files: { ".mcp.json": '{ "mcpServers": { "a": { "args": [] } } }' },
      reports: ['1:19 The server "a" has no command and no URL.'],
    },
    {
      because: "arguments in one text",
      files: { ".mcp.json": '{ "mcpServers": { "a": { "command": "a", "args": "-v" } } }' },
      reports: ['1:50 "args" of "a" has to be a list of texts.'],
    },
    {
      because: "a port without quotes",
      files: { ".mcp.json": '{ "mcpServers": { "a": { "command": "a", "env": { "PORT": 8080 } } } }' },
      reports: ['1:59 "PORT" of "a" has to be a text; put it in quotes.'],
    },
  ],
});

function* mistakesOf({ name, at, node, transport, format }: McpServer): Generator<Finding> {
  if (node.kind !== "map") {
    if (!COMMENT.test(name)) yield { message: `The server "${name}" has to be a map.`, at: node.range };
    return;
  }
  // opencode and Zed may only switch a server on or off that an extension or another file brings along.
  const elsewhere = OFF.some((key) => entryOf(node, key)) || (format === "zed" && entryOf(node, "settings"));
  for (const key of ["command", "url"]) {
    const value = entryOf(node, key)?.value;
    if (value && !isLine(value, key, format))
      yield { message: `"${key}" of "${name}" has to be a text.`, at: value.range };
  }
  const named = ["command", "url", "serverUrl", "httpUrl", "tcp"].some((key) => entryOf(node, key));
  if (!transport && !named && !elsewhere && CERTAIN.has(format))
    yield { message: `The server "${name}" has no command and no URL.`, at };
  const args = entryOf(node, "args")?.value;
  if (args && !(args.kind === "list" && args.items.every(({ kind }) => kind === "string")))
    yield { message: `"args" of "${name}" has to be a list of texts.`, at: args.range };
  for (const key of ["env", "headers", "http_headers", "environment"]) {
    const map = entryOf(node, key)?.value;
    if (map && map.kind !== "map" && map.kind !== "null")
      yield { message: `"${key}" of "${name}" has to be a map.`, at: map.range };
    for (const entry of map?.kind === "map" ? map.entries : [])
      if (entry.value.kind !== "string" && STRICT.has(format))
        yield { message: `"${entry.key}" of "${name}" has to be a text; put it in quotes.`, at: entry.value.range };
  }
}

const OFF = ["enabled", "disabled", "source"];
/** Clients for which the shape is certain. Others may know servers by their name alone, as Copilot's agents do. */
const CERTAIN: ReadonlySet<string> = new Set(["claude-code", "codex", "cursor", "gemini-cli", "vscode"]);
/**
 * Clients that take texts alone for variables.
 * VS Code takes numbers and null; what the others do with them, nobody has read.
 */
const STRICT: ReadonlySet<string> = new Set(["claude-code", "codex"]);
const COMMENT = /^(?:[_$]|\/\/)/;

const isLine = (value: DataNode, key: string, format: string): boolean =>
  value.kind === "string" ||
  (key === "command" && format === "zed" && value.kind === "map") ||
  (key === "command" && format === "opencode" && value.kind === "list");
