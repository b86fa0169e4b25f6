/** What an option of a Claude Code plugin, a channel and a language server may say; a further key is refused. */
export interface PluginShape {
  readonly required: readonly string[];
  readonly optional: readonly string[];
}

/** code.claude.com/docs/en/plugins/manifest-reference, read on 2026-11-21. */
export const USER_CONFIG: PluginShape = {
  required: ["type", "title", "description"],
  optional: ["required", "default", "options", "multiple", "sensitive", "min", "max"],
};
export const CHANNEL: PluginShape = { required: ["server"], optional: ["displayName", "userConfig"] };
export const LSP_SERVER: PluginShape = {
  required: ["command", "extensionToLanguage"],
  optional: [
    "args",
    "transport",
    "env",
    "initializationOptions",
    "settings",
    "workspaceFolder",
    "startupTimeout",
    "shutdownTimeout",
    "requestTimeout",
    "restartOnCrash",
    "maxRestarts",
    "diagnostics",
  ],
};
export const MONITOR: PluginShape = { required: ["name", "command", "description"], optional: ["when"] };
export const USER_CONFIG_TYPES: readonly string[] = ["string", "number", "boolean", "directory", "file"];
