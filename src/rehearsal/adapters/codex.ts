import { FAKE_KEY, type Adapter } from "./adapter.ts";

const PROVIDER = "agent-ci";
const KEY = "AGENT_CI_FAKE_KEY";

const ran = { client: "codex", version: "0.171.0", date: "2026-11-30" };

export const codex: Adapter = {
  client: "codex",
  programs: ["codex"],
  wire: "openai-responses",
  facts: [
    {
      says: "model_provider and model_providers of a trusted workspace's .codex/config.toml are ignored, with a warning",
      ran,
    },
    { says: "`-c` wins over what is not ignored, and the workspace's configuration still loads", ran },
    {
      says: "OPENAI_BASE_URL is ignored: the server is that of the provider",
      read: { url: "https://github.com/openai/codex/issues/16719", date: "2026-11-30" },
    },
    {
      says: "a login in CODEX_HOME replaces the server of a provider, so that folder is fresh",
      read: { url: "https://github.com/openai/codex/issues/37245", date: "2026-11-30" },
    },
  ],
  start: ({ prompt, url, home, workspace, model, args = [] }) => {
    const provider = { name: PROVIDER, base_url: `${url}/v1`, wire_api: "responses", env_key: KEY };
    const settings = [
      ...Object.entries(provider).map(([key, value]) => `model_providers.${PROVIDER}.${key}=${JSON.stringify(value)}`),
      `model_provider=${JSON.stringify(PROVIDER)}`,
      ...(model === undefined ? [] : [`model=${JSON.stringify(model)}`]),
      `model_providers.${PROVIDER}.requires_openai_auth=false`,
      `model_providers.${PROVIDER}.supports_websockets=false`,
      "analytics.enabled=false",
      "check_for_update_on_startup=false",
    ];
    return {
      args: ["exec", "--skip-git-repo-check", ...settings.flatMap((one) => ["-c", one]), ...args, "--", prompt],
      env: { CODEX_HOME: `${home}/.codex`, [KEY]: FAKE_KEY },
      // Untrusted, a workspace's own configuration is not read, and it is what we came for.
      files: { ".codex/config.toml": `[projects.${JSON.stringify(workspace)}]\ntrust_level = "trusted"\n` },
    };
  },
  steers: [
    {
      paths: [".codex/config.toml"],
      syntax: "toml",
      keys: [
        ["model_provider"],
        ["model_providers"],
        ["openai_base_url"],
        ["chatgpt_base_url"],
        ["profile"],
        ["profiles", "*", "model_provider"],
        ["forced_login_method"],
        ["notify"],
        ["otel"],
      ],
    },
  ],
};
