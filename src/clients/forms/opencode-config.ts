import { type DataForm, MAP, NUMBER, oneOfTexts, TEXT, TEXTS, TEXTS_BY_KEY, TRUTH } from "./data-form.ts";

const ACTION = oneOfTexts("ask", "allow", "deny");
const PERMISSION: DataForm = {
  takes: ["string", "map"],
  values: ["ask", "allow", "deny"],
  each: { takes: ["string", "map"], values: ["ask", "allow", "deny"], each: ACTION },
};
const AGENT: DataForm = {
  takes: ["map"],
  keys: {
    description: TEXT,
    mode: oneOfTexts("subagent", "primary", "all"),
    model: TEXT,
    prompt: TEXT,
    temperature: NUMBER,
    top_p: NUMBER,
    tools: { takes: ["map"], each: TRUTH },
    permission: PERMISSION,
    disable: TRUTH,
  },
};
const SERVER: DataForm = {
  takes: ["map"],
  by: {
    key: "type",
    alone: ["enabled"],
    forms: {
      local: {
        takes: ["map"],
        needs: ["command"],
        keys: { command: TEXTS, environment: TEXTS_BY_KEY, enabled: TRUTH, timeout: NUMBER },
      },
      remote: {
        takes: ["map"],
        needs: ["url"],
        keys: { url: TEXT, headers: TEXTS_BY_KEY, enabled: TRUTH, timeout: NUMBER },
      },
    },
  },
};

/** What OpenCode 1.18.33 asks of its configuration; where a value is of another form, it does not start. */
export const OPENCODE_CONFIG: DataForm = {
  takes: ["map"],
  keys: {
    model: TEXT,
    small_model: TEXT,
    default_agent: TEXT,
    snapshot: TRUTH,
    share: oneOfTexts("manual", "auto", "disabled"),
    instructions: TEXTS,
    plugin: { takes: ["list"] },
    permission: PERMISSION,
    provider: MAP,
    tools: { takes: ["map"], each: TRUTH },
    agent: { takes: ["map"], each: AGENT },
    mode: { takes: ["map"], each: AGENT },
    command: { takes: ["map"], each: { takes: ["map"], needs: ["template"], keys: { template: TEXT } } },
    mcp: { takes: ["map"], each: SERVER },
  },
};
