import { mcpAllowList } from "../../src/rules/mcp/allow-list.ts";
import { mcpBindAll } from "../../src/rules/mcp/bind-all.ts";
import { mcpCodexTransport } from "../../src/rules/mcp/codex-transport.ts";
import { mcpDuplicateAcrossClients } from "../../src/rules/mcp/duplicate-across-clients.ts";
import { mcpEnvSyntax } from "../../src/rules/mcp/env-syntax.ts";
import { mcpFlatMap } from "../../src/rules/mcp/flat-map.ts";
import { mcpHttps } from "../../src/rules/mcp/https.ts";
import { mcpInSettings } from "../../src/rules/mcp/in-settings.ts";
import { mcpRootKey } from "../../src/rules/mcp/root-key.ts";
import { mcpServerShape } from "../../src/rules/mcp/server-shape.ts";
import { mcpShellWrapper } from "../../src/rules/mcp/shell-wrapper.ts";
import { mcpType } from "../../src/rules/mcp/type.ts";
import { casesOf } from "../support/rule-cases.ts";

const servers = (...lines: readonly string[]) => ({ ".mcp.json": `{ "mcpServers": {\n${lines.join(",\n")}\n} }\n` });
export const mcpServerShapeCases = casesOf(mcpServerShape, [
  {
    because: "a server that is a text, between two comments",
    files: servers('"_note": "Ask ops."', '"// b": "old"', '"a": "npx"'),
    reports: ['4:6 The server "a" has to be a map.'],
  },
  {
    because: "a command and an address that are no texts",
    files: servers('"a": { "command": ["npx", "a"] }', '"b": { "url": 1 }', '"c": { "command": { "path": "c" } }'),
    reports: [
      '2:19 "command" of "a" has to be a text.',
      '3:15 "url" of "b" has to be a text.',
      '4:19 "command" of "c" has to be a text.',
    ],
  },
  {
    because: "arguments that are not all texts",
    files: servers('"a": { "command": "a", "args": ["-p", 8080] }'),
    reports: ['2:32 "args" of "a" has to be a list of texts.'],
  },
  {
    because: "variables and headers that are no maps",
    files: servers('"a": { "command": "a", "env": ["A=b"] }', '"b": { "url": "https://b.c", "headers": "X: y" }'),
    reports: ['2:31 "env" of "a" has to be a map.', '3:41 "headers" of "b" has to be a map.'],
  },
  { because: "variables left empty", files: servers('"a": { "command": "a", "env": null }') },
  { because: "a server that is only switched off", files: servers('"a": { "disabled": true }') },
  { because: "an address by another name", files: servers('"a": { "serverUrl": "https://a.b" }') },
  {
    because: "opencode has the program and its arguments in one list, and may only switch a server off",
    files: {
      "opencode.json":
        '{ "mcp": { "a": { "type": "local", "command": ["npx", "a"] }, "b": { "enabled": false }, "c": { "type": "local" } } }\n',
    },
  },
  {
    because: "numbers for variables in VS Code",
    files: { ".vscode/mcp.json": '{ "servers": { "a": { "command": "a", "env": { "PORT": 8080 } } } }\n' },
  },
  {
    because: "the servers of the Agent Plugins standard have a rule of their own",
    files: {
      "plugin.json": '{ "$schema": "https://agent-plugins.org/schemas/1.0.0/plugin.schema.json", "name": "a" }\n',
      "mcp.json":
        '{ "$schema": "https://agent-plugins.org/schemas/1.0.0/mcp.schema.json", "mcpServers": { "a": { "type": "stdio" } } }\n',
    },
  },
]);

export const mcpAllowListCases = casesOf(mcpAllowList, [
  {
    because: "a server is allowed by its name, its command line or its host, and no other is",
    files: servers(
      '"name": { "command": "a" }',
      '"line": { "command": "npx", "args": ["-y", "b"] }',
      '"host": { "url": "https://mcp.example.com/sse" }',
      '"other-line": { "command": "npx", "args": ["-y", "c"] }',
      '"other-host": { "url": "https://example.com/sse" }',
    ),
    options: {
      "allowed-servers": ["name"],
      "allowed-commands": ["npx -y b"],
      "allowed-hosts": ["mcp.example.com"],
    },
    reports: ['5:1 The server "other-line" is not allowed here.', '6:1 The server "other-host" is not allowed here.'],
  },
]);

const AGENT_PLUGIN = (server: string) => ({
  "mcp.json": `{ "$schema": "https://agent-plugins.org/schemas/1.0.0/mcp.schema.json", "mcpServers": { "a": ${server} } }\n`,
  "plugin.json": '{ "$schema": "https://agent-plugins.org/schemas/1.0.0/plugin.schema.json", "name": "a" }\n',
});
export const mcpBindAllCases = casesOf(mcpBindAll, [
  {
    because: "an address of this machine, and one that is open",
    files: servers('"a": { "url": "http://127.0.0.1:1" }', '"b": { "url": "http://0.0.0.0:1" }'),
    reports: ['3:15 The server "b" is at 0.0.0.0, open to the network.'],
  },
]);
const both = (one: string, other: string) => ({
  ".mcp.json": `{ "mcpServers": { "a": ${one} } }\n`,
  ".cursor/mcp.json": `{ "mcpServers": { "a": ${other} } }\n`,
});
export const mcpDuplicateAcrossClientsCases = casesOf(mcpDuplicateAcrossClients, [
  {
    because: "addresses with and without a slash at their end",
    files: both('{ "type": "http", "url": "https://a.b/c/" }', '{ "url": "https://a.b/c" }'),
  },
  {
    because: "another address",
    files: both('{ "type": "http", "url": "https://a.b/c" }', '{ "url": "https://a.b/d" }'),
    reports: ['.mcp.json:1:19 "a" is another server here than in .cursor/mcp.json.'],
  },
  {
    because: "an answer in advance",
    files: both(
      '{ "command": "npx", "args": ["-y", "a@1.0.0"] }',
      '{ "command": "npx", "args": ["--yes", "a@1.0.0"] }',
    ),
  },
  {
    because: "each client's spelling of a variable",
    files: both('{ "command": "a", "args": ["${ROOT}"] }', '{ "command": "a", "args": ["${env:ROOT}"] }'),
  },
  {
    because: "a spelling of opencode",
    files: {
      ".mcp.json": '{ "mcpServers": { "a": { "command": "a", "args": ["${ROOT}"] } } }\n',
      "opencode.json": '{ "mcp": { "a": { "type": "local", "command": ["a", "{env:ROOT}"] } } }\n',
    },
  },
  {
    because: "the same name in two projects, and twice in one file",
    files: {
      "a/.mcp.json": '{ "mcpServers": { "a": { "command": "a" }, "a": { "command": "b" } } }\n',
      "b/.cursor/mcp.json": '{ "mcpServers": { "a": { "command": "c" } } }\n',
    },
  },
]);
export const mcpEnvSyntaxCases = casesOf(mcpEnvSyntax, [
  {
    because: "Codex leaves every reference as it is, and has shells that do not",
    files: {
      ".codex/config.toml":
        '[mcp_servers.a]\ncommand = "a"\nargs = ["${A}"]\n\n[mcp_servers.b]\ncommand = "sh"\nargs = ["-c", "b ${B}"]\n\n[mcp_servers.c]\ncommand = "c"\nargs = ["$5", "d"]\n',
    },
    reports: [
      '3:9 "${A}" stays as it is written here; use env_vars, bearer_token_env_var or env_http_headers with the variable\'s name.',
    ],
  },
]);
export const mcpFlatMapCases = casesOf(mcpFlatMap, [
  { because: "another client", files: { ".cursor/mcp.json": '{ "a": { "command": "a" } }\n' } },
  {
    because: "a file of another client, called so",
    files: { ".mcp.json": '{ "servers": { "a": { "command": "a" } } }\n' },
  },
  { because: "a folder below, which may be a plugin", files: { "a/.mcp.json": '{ "a": { "command": "a" } }\n' } },
]);
export const mcpHttpsCases = casesOf(mcpHttps, [
  { because: "the standard's own rule says so", files: AGENT_PLUGIN('{ "type": "sse", "url": "http://a.b/c" }') },
  { because: "an address inside an address", files: servers('"a": { "url": "https://a.b/?to=http://c.d" }') },
]);
export const mcpInSettingsCases = casesOf(mcpInSettings, [
  { because: "no servers at all", files: { ".claude/settings.json": '{ "mcpServers": {} }\n' } },
  {
    because: "Gemini CLI reads them there",
    files: { ".gemini/settings.json": '{ "mcpServers": { "a": { "command": "a" } } }\n' },
  },
]);
export const mcpRootKeyCases = casesOf(mcpRootKey, [
  {
    because: "a server that is called servers, by its command and by its address",
    files: { ".vscode/mcp.json": '{ "mcpServers": { "command": "a" }, "mcp": { "url": "https://a.b" } }\n' },
  },
  { because: "words of another program", files: { ".vscode/mcp.json": '{ "mcpServers": "none", "inputs": [] }\n' } },
  {
    because: "the key of another client beside a key of nobody",
    files: { ".vscode/mcp.json": '{ "mcpServers": { "a": { "command": "a" } }, "mine": {} }\n' },
    reports: ['1:3 The servers have to stand below "servers" here, not "mcpServers".'],
  },
]);
export const mcpShellWrapperCases = casesOf(mcpShellWrapper, [
  {
    because: "switches that only contain the letter",
    files: servers('"a": { "command": "bash", "args": ["x-c", "-c.sh", "-Commander"] }'),
  },
  {
    because: "switches in one word",
    files: servers('"a": { "command": "bash", "args": ["-lc", "a"] }'),
    reports: ['2:19 The server "a" is a line for bash.'],
  },
]);
export const mcpTypeCases = casesOf(mcpType, [
  { because: "the standard's own rule says so", files: AGENT_PLUGIN('{ "type": "socket", "url": "https://a.b/c" }') },
  {
    because: "other clients' own spelling",
    files: { ".cursor/mcp.json": '{ "mcpServers": { "a": { "type": "streamableHttp", "url": "https://a.b" } } }\n' },
  },
  {
    because: "a transport that resembles no other",
    files: { ".cursor/mcp.json": '{ "mcpServers": {\n"a": { "type": "carrier-pigeon", "url": "https://a.b" } } }\n' },
    reports: ['2:16 No client had a transport "carrier-pigeon" on 2026-11-21.'],
  },
]);
export const mcpCodexTransportCases = casesOf(mcpCodexTransport, [
  {
    because: "another client may have both",
    files: {
      ".cursor/mcp.json": '{ "mcpServers": { "a": { "command": "a", "url": "https://a.b", "bearer_token": "x" } } }\n',
    },
  },
]);
export const mcpServerShapeOfZedCases = casesOf(mcpServerShape, [
  {
    because: "Zed starts servers of its extensions, and has a command that is a map",
    files: {
      ".zed/settings.json":
        '{ "context_servers": { "a": { "settings": {} }, "b": { "command": { "path": "b" } }, "c": { "command": ["c"] }, "d": { "url": {} } } }\n',
    },
    reports: ['1:104 "command" of "c" has to be a text.', '1:127 "url" of "d" has to be a text.'],
  },
  {
    because: "opencode's command is a list, its address is none",
    files: {
      "opencode.json":
        '{ "mcp": { "a": { "type": "local", "command": "a" }, "b": { "type": "remote", "url": ["https://a.b"] } } }\n',
    },
    reports: ['1:86 "url" of "b" has to be a text.'],
  },
  {
    because: "settings are no server elsewhere",
    files: servers('"a": { "settings": {} }'),
    reports: ['2:1 The server "a" has no command and no URL.'],
  },
]);
