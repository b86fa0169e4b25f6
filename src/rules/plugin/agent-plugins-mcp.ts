import { type AgentPluginServers, agentPluginServers } from "../../inventory/manifests/agent-plugins.ts";
import { serverProblems } from "../../inventory/manifests/agent-plugins-server.ts";
import { entryOf } from "../../model/data.ts";
import { defineRepositoryRule, type Finding } from "../../model/rule.ts";

export const pluginAgentPluginsMcp = defineRepositoryRule({
  id: "plugin/agent-plugins-mcp",
  severity: "error",
  summary: "The `mcp.json` of a plugin by the Agent Plugins standard follows the standard.",
  why: "The standard has a format of its own for servers: closed, with a type for each server and no shell commands.",
  consequence: "Clients of the standard skip the server, or all servers of the plugin where the file itself is wrong.",
  help: "Correct what the message names; the standard's section 7.2.1 has the fields of each type.",
  since: "0.1.0",
  decidedBy: "standard",
  sources: [
    {
      read: {
        url: "https://github.com/agentplugins/agent-plugins-spec/blob/3bf662830391e77bbb1751e3ca0d1be50872e945/spec/1.0.0.md",
        date: "2026-11-21",
      },
    },
  ],

  *check(repository) {
    for (const servers of agentPluginServers(repository))
      for (const finding of problems(servers)) yield { ...finding, artifact: servers.artifact };
  },

  examples: [
    {
      because: "a local server and a remote one",
      files: {
        "plugin.json": '{ "$schema": "https://agent-plugins.org/schemas/1.0.0/plugin.schema.json", "name": "a" }\n',
        "mcp.json":
          '{\n  "$schema": "https://agent-plugins.org/schemas/1.0.0/mcp.schema.json",\n  "mcpServers": {\n    "a": { "type": "stdio", "command": "./bin/a", "cwd": "${PLUGIN_ROOT}/x" },\n    "b": { "type": "streamable-http", "url": "https://example.com/mcp" }\n  }\n}\n',
      },
    },
    {
      because: "a shell command, a server without a type, and an address without encryption",
      files: {
        "plugin.json": '{ "$schema": "https://agent-plugins.org/schemas/1.0.0/plugin.schema.json", "name": "a" }\n',
        "mcp.json":
          '{\n  "$schema": "https://agent-plugins.org/schemas/1.0.0/mcp.schema.json",\n  "mcpServers": {\n    "a": { "type": "stdio", "command": "npx -y a" },\n    "b": { "command": "node" },\n    "c": { "type": "sse", "url": "http://example.com/" }\n  }\n}\n',
      },
      reports: [
        'mcp.json:4:40 The command of "a" is "npx -y a", more than one word; arguments belong into args.',
        'mcp.json:5:5 The server "b" has no type.',
        'mcp.json:6:34 The url of "c" is not encrypted; only this machine may be reached by http.',
      ],
    },
    {
      because: "the schema is of another version than the manifest's",
      files: {
        "plugin.json": '{ "$schema": "https://agent-plugins.org/schemas/1.0.0/plugin.schema.json", "name": "a" }\n',
        "mcp.json": '{ "$schema": "https://agent-plugins.org/schemas/1.1.0/mcp.schema.json", "mcpServers": {} }\n',
      },
      reports: [
        "mcp.json:1:14 `$schema` has to be https://agent-plugins.org/schemas/1.0.0/mcp.schema.json, the version of plugin.json.",
      ],
    },
  ],
});

function* problems({ plugin, artifact: { data } }: AgentPluginServers): Generator<Finding> {
  if (!data) return;
  const at = { start: data.range.start, end: data.range.start + 1 };
  if (data.kind !== "map") {
    yield { message: `The file holds a ${data.kind}, not a map.`, at };
    return;
  }
  const wanted = `https://agent-plugins.org/schemas/${plugin.version}/mcp.schema.json`;
  const schema = entryOf(data, "$schema");
  if (!schema) yield { message: `The file has no \`$schema\`; it has to be ${wanted}.`, at };
  else if (schema.value.kind !== "string" || schema.value.value !== wanted)
    yield { message: `\`$schema\` has to be ${wanted}, the version of plugin.json.`, at: schema.value.range };
  for (const { key, keyRange } of data.entries)
    if (key !== "$schema" && key !== "mcpServers")
      yield { message: `The standard knows no field "${key}" here.`, at: keyRange };
  const servers = entryOf(data, "mcpServers");
  if (!servers) yield { message: "The file has no `mcpServers`.", at };
  else if (servers.value.kind !== "map")
    yield { message: `\`mcpServers\` is a ${servers.value.kind}, not a map.`, at: servers.value.range };
  else for (const { key, keyRange, value } of servers.value.entries) yield* serverProblems(key, keyRange, value);
}
