import { type DataForm, MAP, oneOfTexts, TEXT, TEXTS, TEXTS_BY_KEY, TRUTH } from "./data-form.ts";

/** Settings of Gemini CLI 0.61 that keep it from starting where they are of another form. */
export const GEMINI_REFUSED: DataForm = {
  takes: ["map"],
  keys: {
    general: {
      takes: ["map"],
      // Of `yolo` it says that it is invalid, and starts.
      keys: { defaultApprovalMode: oneOfTexts("default", "auto_edit", "plan", "yolo") },
    },
    context: {
      takes: ["map"],
      keys: { fileName: { takes: ["string", "list"], items: TEXT }, includeDirectories: TEXTS },
    },
    tools: { takes: ["map"], keys: { core: TEXTS } },
    ui: { takes: ["map"], keys: { theme: TEXT } },
  },
};

/** Settings of which it says that the configuration is invalid. */
export const GEMINI_INVALID: DataForm = {
  takes: ["map"],
  keys: {
    general: {
      takes: ["map"],
      keys: { defaultApprovalMode: { takes: ["string"], values: ["default", "auto_edit", "plan"] }, vimMode: TRUTH },
    },
    hooks: MAP,
    mcp: { takes: ["map"], keys: { allowed: TEXTS } },
    mcpServers: {
      takes: ["map"],
      each: { takes: ["map"], keys: { command: TEXT, args: TEXTS, env: TEXTS_BY_KEY, trust: TRUTH } },
    },
    model: { takes: ["map"], keys: { name: TEXT } },
    tools: { takes: ["map"], keys: { allowed: TEXTS, exclude: TEXTS } },
  },
};
