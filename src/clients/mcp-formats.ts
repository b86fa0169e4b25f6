import type { Cited } from "../model/rule.ts";

/** How a reference to an environment variable, or to an answer of the user, is spelled. */
export const REFERENCES = {
  "${VAR}": /\$\{[A-Z_][A-Z0-9_]*\}/,
  "${VAR:-default}": /\$\{[A-Z_][A-Z0-9_]*:-[^}$]*\}/,
  "${env:VAR}": /\$\{env:[^}$]+\}/,
  "${input:id}": /\$\{input:[^}$]+\}/,
  "{env:VAR}": /(?<!\$)\{env:[^{}]+\}/,
  $VAR: /(?<![\w$\\])\$[A-Z_][A-Z0-9_]*\b/,
} as const satisfies Readonly<Record<string, RegExp>>;
export type Reference = keyof typeof REFERENCES;

/** The form of a list of MCP servers. */
export interface McpFormatFacts {
  /** The key that holds the servers. */
  readonly rootKey: string;
  /** References that surely reach the server as they are written, because the client does not expand them. */
  readonly literal: readonly Reference[];
  /** What to write instead. */
  readonly instead: string;
  readonly source: Cited;
}

const read = "2026-11-21";
const APM = "https://microsoft.github.io/apm/reference/mcp-variable-compatibility/";

export const MCP_FORMATS = {
  "agent-plugins": {
    rootKey: "mcpServers",
    literal: [],
    instead: "${PLUGIN_ROOT} or ${PLUGIN_DATA}",
    source: {
      read: {
        url: "https://github.com/agentplugins/agent-plugins-spec/blob/3bf662830391e77bbb1751e3ca0d1be50872e945/spec/1.0.0.md",
        date: read,
      },
    },
  },
  "claude-code": {
    rootKey: "mcpServers",
    literal: ["${env:VAR}", "${input:id}", "{env:VAR}", "$VAR"],
    instead: "${VAR} or ${VAR:-default}",
    source: {
      read: {
        url: "https://dev.to/rulestack/six-var-forms-five-mcpjson-fields-two-tiny-servers-what-claude-code-mcp-expansion-actually-5a1f",
        date: read,
      },
    },
  },
  codex: {
    rootKey: "mcp_servers",
    literal: ["${VAR}", "${VAR:-default}", "${env:VAR}", "${input:id}", "{env:VAR}"],
    instead: "env_vars, bearer_token_env_var or env_http_headers with the variable's name",
    source: {
      read: {
        url: "https://github.com/openai/codex/blob/a2258bbab161903e9a3afa61d57c5cd0c7bc36ed/codex-rs/config/src/mcp_types.rs",
        date: read,
      },
    },
  },
  copilot: {
    rootKey: "mcpServers",
    literal: ["${input:id}", "{env:VAR}"],
    instead: "${VAR}",
    source: { read: { url: APM, date: read } },
  },
  cursor: {
    rootKey: "mcpServers",
    literal: ["${VAR}", "${VAR:-default}", "${input:id}", "{env:VAR}"],
    instead: "${env:VAR}",
    source: {
      read: {
        url: "https://dev.to/eliran_kotzero_e1781dc487/one-mcp-server-three-configs-claude-code-cursor-and-codex-1em0",
        date: read,
      },
    },
  },
  "gemini-cli": { rootKey: "mcpServers", literal: [], instead: "${VAR}", source: { read: { url: APM, date: read } } },
  opencode: { rootKey: "mcp", literal: [], instead: "{env:VAR}", source: { read: { url: APM, date: read } } },
  /** Several clients share it, or nobody has read which references they expand. */
  other: { rootKey: "mcpServers", literal: [], instead: "${VAR}", source: { read: { url: APM, date: read } } },
  vscode: {
    rootKey: "servers",
    literal: ["${VAR}", "${VAR:-default}", "{env:VAR}"],
    instead: "${input:id} or ${env:VAR}",
    source: { read: { url: "https://code.visualstudio.com/docs/agents/reference/mcp-configuration.md", date: read } },
  },
  zed: {
    rootKey: "context_servers",
    literal: [],
    instead: "${VAR}",
    source: { read: { url: "https://zed.dev/docs/ai/mcp", date: read } },
  },
} as const satisfies Readonly<Record<string, McpFormatFacts>>;
export type McpFormat = keyof typeof MCP_FORMATS;

/** Every key that holds servers somewhere. */
export const MCP_ROOT_KEYS: readonly string[] = ["mcpServers", "servers", "mcp_servers", "context_servers"];

/** Transports that some client's documentation names. New ones may come. */
export const MCP_TYPES: readonly string[] = [
  "stdio",
  "local",
  "remote",
  "http",
  "sse",
  "streamable-http",
  "streamableHttp",
  "ws",
  "sdk",
];
