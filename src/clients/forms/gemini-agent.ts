import { type DataForm, MAP, NUMBER, oneOfTexts, TEXT, TEXTS, TEXTS_BY_KEY, TRUTH } from "./data-form.ts";

/** The servers of a subagent of Gemini CLI 0.61; keys that are not here do no harm. */
export const GEMINI_AGENT_SERVERS: DataForm = {
  takes: ["map"],
  each: {
    takes: ["map"],
    keys: {
      type: oneOfTexts("sse", "http"),
      command: TEXT,
      args: TEXTS,
      env: TEXTS_BY_KEY,
      cwd: TEXT,
      url: TEXT,
      http_url: TEXT,
      headers: TEXTS_BY_KEY,
      timeout: NUMBER,
      trust: TRUTH,
      description: TEXT,
      include_tools: TEXTS,
      exclude_tools: TEXTS,
    },
  },
};

/** How a remote subagent is logged in to. */
export const GEMINI_AGENT_AUTH: DataForm = {
  takes: ["map"],
  by: { key: "type", forms: { apiKey: MAP, http: MAP, "google-credentials": MAP, oauth: MAP } },
};

/** The fields that a subagent has for running here, and for running elsewhere. */
export const GEMINI_LOCAL_FIELDS: readonly string[] = [
  "tools",
  "mcp_servers",
  "model",
  "temperature",
  "max_turns",
  "timeout_mins",
];
export const GEMINI_REMOTE_FIELDS: readonly string[] = ["agent_card_url", "agent_card_json", "auth"];
