import { FAKE_KEY, type Adapter } from "./adapter.ts";

const ran = { client: "copilot", version: "1.0.102", date: "2026-11-30" };

export const copilot: Adapter = {
  client: "copilot",
  programs: ["copilot"],
  wire: "openai-chat",
  facts: [
    { says: "with COPILOT_OFFLINE and a provider in its environment it asks that provider, without a login", ran },
    { says: "a .env file in the workspace is not read", ran },
    {
      says: "with -p it runs the hooks of a repository only where GITHUB_COPILOT_PROMPT_MODE_REPO_HOOKS is true",
      ran,
    },
  ],
  start: ({ prompt, url, home, model = "gpt-4o", args = [] }) => ({
    args: ["-p", prompt, "--allow-all", ...args],
    env: {
      COPILOT_OFFLINE: "true",
      COPILOT_AUTO_UPDATE: "false",
      GITHUB_COPILOT_PROMPT_MODE_REPO_HOOKS: "true",
      COPILOT_HOME: `${home}/.copilot`,
      COPILOT_PROVIDER_TYPE: "openai",
      COPILOT_PROVIDER_BASE_URL: `${url}/v1`,
      COPILOT_PROVIDER_API_KEY: FAKE_KEY,
      COPILOT_MODEL: model,
    },
    files: {},
  }),
  steers: [
    {
      paths: [".github/copilot/settings.json", ".github/copilot/settings.local.json"],
      syntax: "jsonc",
      keys: [["provider"], ["providers"], ["proxy"], ["proxyKerberosServicePrincipal"]],
      variables: ["env"],
    },
    { paths: [".env"], syntax: "dotenv", keys: [] },
  ],
};
