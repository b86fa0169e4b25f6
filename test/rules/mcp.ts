import { mcpAllowList } from "../../src/rules/mcp/allow-list.ts";
import { mcpServerShape } from "../../src/rules/mcp/server-shape.ts";
import { casesOf } from "../support/rule-cases.ts";

const servers = (...lines: readonly string[]) => ({ ".mcp.json": `{ "mcpServers": {\n${lines.join(",\n")}\n} }\n` });
export const mcpServerShapeCases = casesOf(mcpServerShape, [
  {
    because: "a server that is a text, between two comments",
    files: servers('"_note": "Ask ops."', '"// b": "old"', '"a": "npx"'),
    reports: ['4:1 The server "a" has to be a map.'],
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
    options: { servers: ["name"], commands: ["npx -y b"], hosts: ["mcp.example.com"] },
    reports: ['5:1 The server "other-line" is not allowed here.', '6:1 The server "other-host" is not allowed here.'],
  },
]);
