import { mcpFormatOf } from "../../inventory/manifests/mcp-format.ts";
import { mcpServersOf } from "../../inventory/manifests/mcp-servers.ts";
import { mapsAt, stringAt } from "../../inventory/texts/text-nodes.ts";
import type { DataNode, DataString } from "../../model/data.ts";
import { nearest } from "../../model/nearest.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const mcpUndefinedInput = defineArtifactRule({
  id: "mcp/undefined-input",
  on: ["mcp"],
  severity: "warning",
  summary: "Inputs that MCP servers of VS Code ask for are defined.",
  why: "VS Code asks its user for the value of `${input:id}`, with the words that `inputs` of the same file has for that id.",
  consequence: "The server does not start: VS Code says that the input variable is undefined.",
  help: 'Add `{ "id": …, "type": "promptString", "description": …, "password": true }` to `inputs`, or correct the id.',
  since: "0.1.0",
  sources: [
    { read: { url: "https://code.visualstudio.com/docs/agents/reference/mcp-configuration.md", date: "2026-11-21" } },
    { read: { url: "https://github.com/microsoft/vscode/issues/76558", date: "2026-12-01" } },
  ],

  *check(artifact) {
    if (mcpFormatOf(artifact) !== "vscode") return;
    const defined = mapsAt(artifact.data, "inputs").flatMap((input) => stringAt(input, "id")?.value ?? []);
    const known = new Set(defined);
    for (const { name, node } of mcpServersOf(artifact))
      for (const { value, range } of textsBelow(node))
        for (const [, id = ""] of value.matchAll(INPUT)) {
          if (known.has(id)) continue;
          known.add(id); // one definition mends all that ask for it
          const close = nearest(id, defined);
          const hint = close === undefined ? "." : `; did you mean "${close}"?`;
          yield { message: `"inputs" has no "${id}", which the server "${name}" asks for${hint}`, at: range };
        }
  },

  examples: [
    {
      because: "an input with its definition",
      files: {
        ".vscode/mcp.json":
          '{ "inputs": [{ "id": "token", "type": "promptString" }], "servers": { "a": { "command": "a", "env": { "K": "${input:token}" } } } }',
      },
    },
    {
      because: "another word, and no definition at all",
      files: {
        ".vscode/mcp.json":
          '{ "inputs": [{ "id": "api-token", "type": "promptString" }],\n"servers": { "a": { "command": "a", "env": { "K": "${input:api_token}" } },\n"b": { "type": "http", "url": "https://b.example", "headers": { "Authorization": "Bearer ${input:key}" } },\n"c": { "command": "c", "args": ["${input:key}"] } } }',
      },
      reports: [
        '2:51 "inputs" has no "api_token", which the server "a" asks for; did you mean "api-token"?',
        '3:82 "inputs" has no "key", which the server "b" asks for.',
      ],
    },
    {
      because: "other clients have no inputs: mcp/env-syntax speaks of them",
      files: { ".mcp.json": '{ "mcpServers": { "a": { "command": "a", "env": { "K": "${input:key}" } } } }' },
    },
  ],
});

const INPUT = /\$\{input:([^}$]+)\}/g;

function textsBelow(node: DataNode): readonly DataString[] {
  if (node.kind === "string") return [node];
  if (node.kind === "list") return node.items.flatMap(textsBelow);
  return node.kind === "map" ? node.entries.flatMap(({ value }) => textsBelow(value)) : [];
}
