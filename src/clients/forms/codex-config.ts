import { type DataForm, oneOfTexts, TEXT } from "./data-form.ts";

const HANDLER: DataForm = {
  takes: ["map"],
  keys: { timeout: { takes: ["number"] }, command: TEXT },
  by: {
    key: "type",
    forms: {
      command: { takes: ["map"], needs: ["command"] },
      mcp_tool: { takes: ["map"] },
      prompt: { takes: ["map"] },
      agent: { takes: ["map"] },
    },
  },
};
const GROUPS: DataForm = {
  takes: ["list"],
  items: { takes: ["map"], keys: { matcher: TEXT, hooks: { takes: ["list"], items: HANDLER } } },
};

/** What Codex 0.171 asks of a project's hooks.json; where anything is of another form, no hook of the file loads. */
export const CODEX_HOOKS: DataForm = {
  takes: ["map"],
  closed: true,
  keys: { description: TEXT, hooks: { takes: ["map"], each: GROUPS } },
};

/** What Codex 0.171 asks of config.toml; where a value is of another form, it does not start. */
export const CODEX_CONFIG: DataForm = {
  takes: ["map"],
  keys: {
    approval_policy: {
      takes: ["string", "map"],
      values: ["untrusted", "on-failure", "on-request", "granular", "never"],
    },
    sandbox_mode: oneOfTexts("read-only", "workspace-write", "danger-full-access"),
    hooks: {
      takes: ["map"],
      keys: { managed_dir: TEXT, windows_managed_dir: TEXT, state: { takes: ["map"] } },
      each: GROUPS,
    },
    mcp_servers: {
      takes: ["map"],
      each: { takes: ["map"], keys: { tools: { takes: ["map"] } } },
    },
  },
};
