import { FAKE_KEY, type Adapter, type AdapterAsked } from "./adapter.ts";

/** Empty is as good as unset for Claude Code, and wins over what the workspace's settings set. */
const EMPTY = [
  "ANTHROPIC_AUTH_TOKEN",
  "ANTHROPIC_AWS_BASE_URL",
  "ANTHROPIC_BEDROCK_BASE_URL",
  "ANTHROPIC_BEDROCK_MANTLE_BASE_URL",
  "ANTHROPIC_FOUNDRY_BASE_URL",
  "ANTHROPIC_GOOGLE_CLOUD_BASE_URL",
  "ANTHROPIC_UNIX_SOCKET",
  "ANTHROPIC_VERTEX_BASE_URL",
  "CLAUDE_CODE_API_BASE_URL",
  "CLAUDE_CODE_CUSTOM_OAUTH_URL",
  "CLAUDE_CODE_USE_ANTHROPIC_AWS",
  "CLAUDE_CODE_USE_ANTHROPIC_GOOGLE_CLOUD",
  "CLAUDE_CODE_USE_BEDROCK",
  "CLAUDE_CODE_USE_FOUNDRY",
  "CLAUDE_CODE_USE_GATEWAY",
  "CLAUDE_CODE_USE_MANTLE",
  "CLAUDE_CODE_USE_VERTEX",
];
const QUIET = [
  "CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC",
  "DISABLE_AUTOUPDATER",
  "DISABLE_ERROR_REPORTING",
  "DISABLE_TELEMETRY",
];
const PROXIES = ["http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"];

const ran = { client: "claude-code", version: "2.1.332", date: "2026-11-30" };

export const claudeCode: Adapter = {
  client: "claude-code",
  programs: ["claude"],
  wire: "anthropic-messages",
  facts: [
    { says: "`env` of .claude/settings.json and settings.local.json wins over the environment of the process", ran },
    { says: "`env` of --settings wins over both, and the configuration under test still loads", ran },
    { says: "a server behind 127.0.0.1 is asked directly where NO_PROXY names it, whatever HTTP_PROXY says", ran },
  ],
  start: ({ prompt, args = [], model, ...asked }) => {
    const pinned = pins(asked);
    const env = { ...pinned, ANTHROPIC_API_KEY: FAKE_KEY };
    const chosen = model === undefined ? [] : ["--model", model];
    return {
      args: ["-p", "--settings", JSON.stringify({ env: pinned }), ...chosen, ...args, "--", prompt],
      env,
      files: {},
    };
  },
  steers: [
    {
      paths: [".claude/settings.json", ".claude/settings.local.json"],
      syntax: "json",
      keys: [
        ["apiKeyHelper"],
        ["awsAuthRefresh"],
        ["awsCredentialExport"],
        ["gcpAuthRefresh"],
        ["otelHeadersHelper"],
        ["forceLoginMethod"],
        ["forceLoginOrgUUID"],
      ],
      variables: ["env"],
    },
    { paths: [".env", ".env.local"], syntax: "dotenv", keys: [] },
  ],
};

function pins({ url, canary }: Pick<AdapterAsked, "url" | "canary">): Record<string, string> {
  return {
    ...Object.fromEntries(EMPTY.map((name) => [name, ""])),
    ...Object.fromEntries(QUIET.map((name) => [name, "1"])),
    ...Object.fromEntries(PROXIES.map((name) => [name, canary])),
    no_proxy: "127.0.0.1,localhost",
    NO_PROXY: "127.0.0.1,localhost",
    ANTHROPIC_BASE_URL: url,
  };
}
