import { hasServers, mcpServersOf, WITH_SERVERS } from "../../inventory/manifests/mcp-servers.ts";
import { entryOf } from "../../model/data.ts";
import { nearest } from "../../model/nearest.ts";
import { defineArtifactRule } from "../../model/rule.ts";
import { correctedKey } from "../corrected-key.ts";

export const mcpMisspeltField = defineArtifactRule({
  id: "mcp/misspelt-field",
  on: WITH_SERVERS,
  where: hasServers,
  severity: "warning",
  summary: "The fields of an MCP server are spelled as its client knows them.",
  why: "Clients take no notice of a field that they do not know. Only those that resemble a known one, or are another client's word for it, are reported.",
  consequence: "The server starts without its arguments or variables.",
  help: "Write the field as the client knows it.",
  since: "0.1.0",
  sources: [{ read: { url: "https://code.claude.com/docs/en/mcp", date: "2026-11-21" } }],
  options: { allowed: [] },
  loosens: { allowed: "more" },

  *check(artifact, { allowed }) {
    for (const { name, node, format } of mcpServersOf(artifact)) {
      const fields = Object.hasOwn(FIELDS, format) ? FIELDS[format] : undefined;
      if (!fields || node.kind !== "map") continue;
      for (const { key, keyRange } of node.entries) {
        if (fields.includes(key) || allowed.includes(key)) continue;
        const other = Object.hasOwn(MEANT, key) ? MEANT[key] : undefined;
        const meant = other !== undefined && fields.includes(other) ? other : nearest(key, fields);
        if (meant === undefined) continue;
        const message = `"${key}" of "${name}" is no field of a server; did you mean "${meant}"?`;
        const taken = entryOf(node, meant) !== undefined;
        yield { message, at: keyRange, ...(!taken && { fix: correctedKey(artifact.source, keyRange, meant) }) };
      }
    }
  },

  examples: [
    {
      because: "known fields, and one that resembles none",
      files: {
        ".mcp.json": '{ "mcpServers": { "a": { "command": "a", "args": [], "env": {}, "maintainer": "us" } } }',
      },
    },
    {
      because: "a letter is missing, and the word of another client",
      files: {
        ".mcp.json": '{ "mcpServers": { "a": { "command": "a",\n"arg": ["x"],\n"environment": { "A": "b" } } } }',
      },
      reports: [
        '2:1 "arg" of "a" is no field of a server; did you mean "args"?',
        '3:1 "environment" of "a" is no field of a server; did you mean "env"?',
      ],
      fixed: '{ "mcpServers": { "a": { "command": "a",\n"args": ["x"],\n"env": { "A": "b" } } } }',
    },
  ],
});

const FIELDS: Readonly<Record<string, readonly string[]>> = {
  "claude-code": [
    "alwaysLoad",
    "args",
    "command",
    "cwd",
    "description",
    "disabled",
    "env",
    "headers",
    "headersHelper",
    "name",
    "oauth",
    "timeout",
    "tools",
    "type",
    "url",
  ],
};
/** Words of other clients. */
const MEANT: Readonly<Record<string, string>> = { environment: "env", http_headers: "headers", cmd: "command" };
