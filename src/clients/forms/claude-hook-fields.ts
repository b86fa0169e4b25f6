/** What a field of a handler has to be for its client to load it; a list of texts is one of these. */
export type HandlerForm =
  | "text"
  | "truth"
  | "positive"
  | "texts"
  | "texts by key"
  | "map"
  | "address"
  | "safe address"
  | readonly string[];

const EVERY: Readonly<Record<string, HandlerForm>> = {
  if: "text",
  timeout: "positive",
  statusMessage: "text",
  once: "truth",
};
const ON_FAILURE = ["continue", "block"];

/**
 * The fields of handlers by type, as Claude Code 2.1.332 checks them when it loads hooks: the fact `hookFields` has the
 * probes. Fields that are not here do no harm.
 */
export const CLAUDE_HANDLER_FIELDS: Readonly<Record<string, Readonly<Record<string, HandlerForm>>>> = {
  command: {
    ...EVERY,
    args: "texts",
    async: "truth",
    asyncRewake: "truth",
    onFailure: ON_FAILURE,
    shell: ["bash", "powershell"],
  },
  prompt: { ...EVERY, model: "text" },
  agent: { ...EVERY, model: "text" },
  http: { ...EVERY, url: "address", headers: "texts by key", allowedEnvVars: "texts", onFailure: ON_FAILURE },
  mcp_tool: { ...EVERY, input: "map" },
};
