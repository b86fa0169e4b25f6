import type { Facts } from "./fact.ts";
import { runs } from "./runs.ts";

const ran = runs["claude-code"];

/** What Claude Code makes of settings.json: hooks, permission rules, and what voids the file. */
export const claudeCodeSettings = {
  settingsSyntax: {
    value: "json",
    says: "Claude Code reads settings.json as JSON without comments and trailing commas, and skips the file otherwise; a byte order mark does no harm.",
    ran,
  },
  guardEvents: {
    value: ["PreToolUse", "PermissionRequest"],
    says: "An entry of these events that cannot be loaded keeps the whole settings file from being applied, permission rules included.",
    ran,
  },
  ignoredEntries: {
    value: "entry",
    says: "Of hooks for other events, and of events that it does not know, Claude Code ignores the entry that it cannot load, and nothing else.",
    ran,
  },
  hookEvents: {
    value: [
      "ConfigChange",
      "CwdChanged",
      "DirectoryAdded",
      "Elicitation",
      "ElicitationResult",
      "FileChanged",
      "InstructionsLoaded",
      "MessageDisplay",
      "Notification",
      "PermissionDenied",
      "PermissionRequest",
      "PostCompact",
      "PostModelSwitch",
      "PostToolBatch",
      "PostToolUse",
      "PostToolUseFailure",
      "PreCompact",
      "PreModelSwitch",
      "PreSkillShellCommand",
      "PreToolUse",
      "SessionEnd",
      "SessionStart",
      "Setup",
      "Stop",
      "StopFailure",
      "SubagentStart",
      "SubagentStop",
      "TaskCompleted",
      "TaskCreated",
      "TeammateIdle",
      "UserPromptExpansion",
      "UserPromptSubmit",
      "WorktreeCreate",
      "WorktreeRemove",
    ],
    says: "The events of hooks that Claude Code knows.",
    ran,
  },
  hookTypes: {
    value: ["command", "prompt", "agent", "http", "mcp_tool"],
    says: "The types of handlers that Claude Code knows.",
    ran,
  },
  hookShape: {
    value: { PreToolUse: [{ matcher: "Bash", hooks: [{ type: "command", command: "true" }] }] },
    says: "An event of hooks holds a list of groups, each with a matcher that is a text, and a list of handlers.",
    ran,
  },
  hookHandler: {
    value: { timeout: "number", args: "list", command: "text", url: "address" },
    says: "A handler without its command or a right address, or with a `timeout` that is no number above 0, cannot be loaded.",
    ran,
  },
  permissionLists: {
    value: ["allow", "ask", "deny"],
    says: "Claude Code skips the file where `permissions` is no map or one of these no list.",
    ran,
  },
  permissionModes: {
    value: ["acceptEdits", "auto", "bypassPermissions", "default", "dontAsk", "plan"],
    says: "The values of `permissions.defaultMode` that Claude Code knows.",
    ran,
  },
  skippedRules: {
    value: ["allow *", "WebFetch(https://…)", "Tool(x:*)", "Bash(:*)", "mcp__s__t(…)", "WebSearch(*)", "lower case"],
    says: "Claude Code skips permission rules of these forms: what they deny is not denied.",
    ran,
  },
  unmatchedRules: {
    value: ["Write", "NotebookEdit", "MultiEdit", "Glob"],
    says: "A rule with a path for one of these tools is never consulted: file checks ask `Edit(…)` and `Read(…)` only.",
    ran,
  },
  unknownTools: {
    value: "Bsah",
    says: "A permission rule for a tool that Claude Code does not know matches nothing.",
    ran,
  },
} as const satisfies Facts;
