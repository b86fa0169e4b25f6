import { agentPluginServers } from "../../inventory/manifests/agent-plugins.ts";
import { type DataNode, valueAt } from "../../model/data.ts";
import { defineRepositoryRule, type Finding } from "../../model/rule.ts";

const SECRET_NAME =
  /^(?:authorization|proxy-authorization|cookie|x-api-key|api-key)$|(?:token|secret|password|passwd|api_?key)$/i;
/**
 * A value that is no secret: too short to open anything, a reference,
 * or a text that says itself that it is to be replaced.
 */
const NO_SECRET = /^.{0,7}$|[<>{}$*]|your|example|placeholder|changeme|xxx|todo/is;

export const pluginAgentPluginsLiteral = defineRepositoryRule({
  id: "plugin/agent-plugins-literal",
  severity: "warning",
  summary: "A plugin by the Agent Plugins standard has no secrets and no other placeholders than the standard's two.",
  why: "The standard has clients replace `${PLUGIN_ROOT}` and `${PLUGIN_DATA}` in args, env and cwd, and nothing anywhere else: all the rest stays as it is written, for everybody to read.",
  consequence:
    "The server gets the placeholder itself as its value, or everybody who installs the plugin gets the secret.",
  help: "Let the server ask for the value, or read it from a file below `${PLUGIN_DATA}`.",
  since: "0.1.0",
  yieldsTo: ["plugin/agent-plugins-mcp"],
  sources: [
    {
      read: {
        url: "https://github.com/agentplugins/agent-plugins-spec/blob/3bf662830391e77bbb1751e3ca0d1be50872e945/spec/1.0.0.md",
        date: "2026-11-21",
      },
    },
  ],

  *check(repository) {
    for (const { artifact } of agentPluginServers(repository)) {
      const servers = valueAt(artifact.data, "mcpServers");
      for (const { value } of servers?.kind === "map" ? servers.entries : [])
        for (const finding of literals(value)) yield { ...finding, artifact };
    }
  },

  examples: [
    {
      because: "the standard's own placeholders",
      files: {
        "plugin.json": '{ "$schema": "https://agent-plugins.org/schemas/1.0.0/plugin.schema.json", "name": "a" }\n',
        "mcp.json":
          '{ "mcpServers": { "a": { "type": "stdio", "command": "a", "args": ["${PLUGIN_ROOT}/a.js"], "env": { "DIR": "${PLUGIN_DATA}" } } } }\n',
      },
    },
    {
      because: "a variable of the user's, and a key for everybody",
      files: {
        "plugin.json": '{ "$schema": "https://agent-plugins.org/schemas/1.0.0/plugin.schema.json", "name": "a" }\n',
        "mcp.json":
          '{\n  "mcpServers": {\n    "a": { "type": "stdio", "command": "a", "env": { "HOST": "${ACME_HOST}" } },\n    "b": { "type": "sse", "url": "https://b.example.com", "headers": { "Authorization": "Bearer 8f14e45fceea167a" } }\n  }\n}\n',
      },
      reports: [
        "mcp.json:3:62 No client of the standard replaces `${ACME_HOST}`.",
        "mcp.json:4:89 The value of `Authorization` is there for everybody to read.",
      ],
    },
  ],
});

function* literals(server: DataNode): Generator<Finding> {
  const args = valueAt(server, "args");
  for (const node of [...(args?.kind === "list" ? args.items : []), valueAt(server, "cwd")])
    yield* placeholders(node, /\$\{(?!PLUGIN_ROOT\}|PLUGIN_DATA\})[A-Za-z_][^${}]*\}/);
  yield* placeholders(valueAt(server, "url"), /\$\{[^${}]+\}/);
  for (const field of ["env", "headers"]) {
    const values = valueAt(server, field);
    const unknown = field === "env" ? /\$\{(?!PLUGIN_ROOT\}|PLUGIN_DATA\})[A-Za-z_][^${}]*\}/ : /\$\{[^${}]+\}/;
    for (const { key, value } of values?.kind === "map" ? values.entries : []) {
      yield* placeholders(value, unknown);
      if (value.kind === "string" && SECRET_NAME.test(key) && !NO_SECRET.test(value.value))
        yield { message: `The value of \`${key}\` is there for everybody to read.`, at: value.range };
    }
  }
}

function* placeholders(node: DataNode | undefined, unknown: RegExp): Generator<Finding> {
  const found = node?.kind === "string" ? unknown.exec(node.value)?.[0] : undefined;
  if (node && found !== undefined)
    yield { message: `No client of the standard replaces \`${found}\`.`, at: node.range };
}
