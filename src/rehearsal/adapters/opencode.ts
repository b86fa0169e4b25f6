import { FAKE_KEY, type Adapter } from "./adapter.ts";

const PROVIDER = "agent-ci";

const ran = { client: "opencode", version: "1.18.33", date: "2026-11-30" };

export const opencode: Adapter = {
  client: "opencode",
  programs: ["opencode"],
  beside: ["rg"],
  wire: "openai-chat",
  facts: [
    { says: "OPENCODE_CONFIG_CONTENT wins over opencode.json of the workspace, key by key", ran },
    { says: "where PATH has no rg it tries to download one, and without it its tool for skills fails", ran },
  ],
  start: ({ prompt, url, model = "replay", args = [] }) => {
    const chosen = `${PROVIDER}/${model}`;
    const provider = {
      npm: "@ai-sdk/openai-compatible",
      name: PROVIDER,
      api: `${url}/v1`,
      options: { baseURL: `${url}/v1`, apiKey: FAKE_KEY },
      models: { [model]: { name: model } },
    };
    const config = {
      model: chosen,
      small_model: chosen,
      enabled_providers: [PROVIDER],
      provider: { [PROVIDER]: provider },
      autoupdate: false,
      share: "disabled",
    };
    return {
      args: ["run", "--model", chosen, ...args, "--", prompt],
      env: {
        OPENCODE_CONFIG: "",
        OPENCODE_CONFIG_CONTENT: JSON.stringify(config),
        OPENCODE_CONFIG_DIR: "",
        OPENCODE_DISABLE_AUTOUPDATE: "1",
        OPENCODE_DISABLE_MODELS_FETCH: "1",
      },
      files: {},
    };
  },
  steers: [
    {
      paths: ["opencode.json", "opencode.jsonc", ".opencode/opencode.json", ".opencode/opencode.jsonc"],
      syntax: "jsonc",
      keys: [["provider"], ["enterprise"], ["model"], ["small_model"], ["agent", "*", "model"], ["mode", "*", "model"]],
    },
    { paths: [".env", ".env.local"], syntax: "dotenv", keys: [] },
  ],
};
