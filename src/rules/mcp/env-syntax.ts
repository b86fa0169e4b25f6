import { MCP_FORMATS, REFERENCES, type Reference } from "../../clients/mcp-formats.ts";
import { hasServers, type McpServer, mcpServersOf, WITH_SERVERS } from "../../inventory/manifests/mcp-servers.ts";
import { isShell } from "../../inventory/authority/shell-program.ts";
import type { DataString } from "../../model/data.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const mcpEnvSyntax = defineArtifactRule({
  id: "mcp/env-syntax",
  on: WITH_SERVERS,
  where: hasServers,
  severity: "warning",
  summary: "References to environment variables are spelled as the client spells them.",
  why: "Claude Code expands `${VAR}`, Cursor and VS Code `${env:VAR}`, Codex nothing at all: it has fields of its own for names of variables.",
  consequence: "The server gets the reference itself as its token or path.",
  help: "Use the spelling of the client that reads the file.",
  since: "0.1.0",
  sources: [
    {
      read: {
        url: "https://dev.to/rulestack/six-var-forms-five-mcpjson-fields-two-tiny-servers-what-claude-code-mcp-expansion-actually-5a1f",
        date: "2026-11-21",
      },
    },
    { read: { url: "https://microsoft.github.io/apm/reference/mcp-variable-compatibility/", date: "2026-11-21" } },
    { read: { url: "https://code.visualstudio.com/docs/agents/reference/mcp-configuration.md", date: "2026-11-21" } },
  ],

  *check(artifact) {
    for (const server of mcpServersOf(artifact)) {
      const literal: readonly Reference[] = MCP_FORMATS[server.format].literal;
      if (literal.length === 0) continue;
      for (const { value, range } of textsOf(server)) {
        if (!/[${]/.test(value)) continue;
        const found = literal.map((one) => REFERENCES[one].exec(value)?.[0]).find((one) => one !== undefined);
        if (found === undefined || /PLUGIN_(?:ROOT|DATA)|PROJECT_DIR/.test(found)) continue;
        const { instead } = MCP_FORMATS[server.format];
        yield { message: `"${found}" stays as it is written here; use ${instead}.`, at: range };
      }
    }
  },

  examples: [
    {
      because: "each client's own spelling",
      files: {
        ".mcp.json": '{ "mcpServers": { "a": { "command": "a", "env": { "K": "${K:-none}" } } } }',
        ".cursor/mcp.json": '{ "mcpServers": { "a": { "command": "a", "env": { "K": "${env:K}" } } } }',
        ".vscode/mcp.json": '{ "servers": { "a": { "command": "a", "env": { "K": "${input:k}" } } } }',
      },
    },
    {
      because: "a shell expands its own variables",
      files: { ".mcp.json": '{ "mcpServers": { "a": { "command": "sh", "args": ["-c", "exec a --key $K"] } } }' },
    },
    {
      because: "the spelling of another client",
      files: { ".mcp.json": '{ "mcpServers": { "a": { "command": "a", "env": { "K": "${env:K}" } } } }' },
      reports: ['1:56 "${env:K}" stays as it is written here; use ${VAR} or ${VAR:-default}.'],
    },
    {
      because: "Codex expands nothing",
      files: { ".codex/config.toml": '[mcp_servers.a]\ncommand = "a"\nenv = { K = "${K}" }\n' },
      reports: [
        '3:13 "${K}" stays as it is written here; use env_vars, bearer_token_env_var or env_http_headers with the variable\'s name.',
      ],
    },
  ],
});

function textsOf({ command, args, url, env, headers }: McpServer): readonly DataString[] {
  const words = command && isShell(command.value) ? [] : args;
  return [
    ...(command ? [command] : []),
    ...words,
    ...(url ? [url] : []),
    ...env.map(({ value }) => value),
    ...headers.map(({ value }) => value),
  ];
}
