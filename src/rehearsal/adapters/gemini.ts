import { FAKE_KEY, type Adapter } from "./adapter.ts";

/** A variable that is there, be it empty, is not taken from a `.env` file. */
const EMPTY = [
  "CODE_ASSIST_ENDPOINT",
  "CLOUD_SHELL",
  "GEMINI_CLI_CUSTOM_HEADERS",
  "GEMINI_CLI_USE_COMPUTE_ADC",
  "GEMINI_DEFAULT_AUTH_TYPE",
  "GEMINI_SANDBOX",
  "GEMINI_SANDBOX_PROXY_COMMAND",
  "GOOGLE_API_KEY",
  "GOOGLE_APPLICATION_CREDENTIALS",
  "GOOGLE_CLOUD_ACCESS_TOKEN",
  "GOOGLE_CLOUD_PROJECT",
  "GOOGLE_GENAI_USE_GCA",
  "GOOGLE_GENAI_USE_VERTEXAI",
  "NODE_OPTIONS",
];
const ran = { client: "gemini-cli", version: "0.61.0", date: "2026-11-30" };

export const geminiAdapter: Adapter = {
  client: "gemini-cli",
  programs: ["gemini"],
  wire: "gemini",
  facts: [
    {
      says: "a variable of .env or .gemini/.env in the workspace counts only where the process has none of that name",
      ran,
    },
    { says: "the workspace's .gemini/settings.json wins over that of HOME, also in how to log in", ran },
    { says: "hooks of the workspace run where GEMINI_CLI_TRUST_WORKSPACE is true, and not by --skip-trust", ran },
    {
      says: "in a workspace that it trusts its settings turn telemetry on, whatever GEMINI_TELEMETRY_ENABLED says; OTEL_SDK_DISABLED keeps it off",
      ran,
    },
    { says: "a file that GEMINI_CLI_SYSTEM_SETTINGS_PATH names is skipped unless root owns it and its folder", ran },
  ],
  start: ({ prompt, url, home, model = "gemini-2.5-flash", args = [] }) => ({
    args: ["--model", model, ...args, "--prompt", prompt],
    env: {
      ...Object.fromEntries(EMPTY.map((name) => [name, ""])),
      GEMINI_API_KEY: FAKE_KEY,
      GEMINI_CLI_HOME: home,
      GEMINI_CLI_TRUST_WORKSPACE: "true",
      GEMINI_TELEMETRY_ENABLED: "false",
      OTEL_SDK_DISABLED: "true",
      GOOGLE_GEMINI_BASE_URL: url,
      GOOGLE_VERTEX_BASE_URL: url,
    },
    files: {
      ".gemini/settings.json": JSON.stringify({
        general: { disableAutoUpdate: true, enableAutoUpdate: false, disableUpdateNag: true },
        privacy: { usageStatisticsEnabled: false },
        security: { auth: { selectedType: "gemini-api-key", enforcedType: "gemini-api-key" } },
        telemetry: { enabled: false },
      }),
    },
  }),
  steers: [
    { paths: [".env", ".gemini/.env"], syntax: "dotenv", keys: [] },
    {
      paths: [".gemini/settings.json"],
      syntax: "jsonc",
      keys: [["security", "auth"], ["general", "proxy"], ["proxy"], ["telemetry"], ["tools", "sandbox"]],
    },
  ],
};
