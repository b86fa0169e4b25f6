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
  emptyFiles: {
    value: [".claude/settings.json", ".mcp.json"],
    says: "Claude Code takes settings and .mcp.json with nothing but white space in them without a word.",
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
  hookFields: {
    value: { shell: ["bash", "powershell"], onFailure: ["continue", "block"], async: "true or false", if: "text" },
    says: "A handler with a field of another form than Claude Code reads cannot be loaded; a field that it does not know does no harm.",
    ran,
  },
  hookMatchers: {
    value: {
      ConfigChange: ["user_settings", "project_settings", "local_settings", "policy_settings", "skills"],
      DirectoryAdded: ["slash_command", "register_repo_root"],
      InstructionsLoaded: ["session_start", "nested_traversal", "path_glob_match", "include", "compact"],
      PostCompact: ["manual", "auto"],
      PreCompact: ["manual", "auto"],
      SessionEnd: ["clear", "resume", "logout", "prompt_input_exit", "other"],
      SessionStart: ["startup", "resume", "clear", "compact", "fork"],
      Setup: ["init", "maintenance"],
    },
    says: "These events come with one of these values, with which Claude Code compares a hook's matcher; its program names them.",
    read: { url: "https://github.com/anthropics/claude-code/releases/tag/v2.1.332", date: "2026-11-30" },
  },
  unquotedRoot: {
    value: "${CLAUDE_PLUGIN_ROOT}",
    says: "`claude plugin validate` warns of a command that uses the plugin's folder without quotes: a space in the path splits it.",
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
  settingForms: {
    value: ["permissions.deny", "sandbox.enabled", "model", "worktree.baseRef"],
    says: "Where one of these settings, or one of most others, is of another form than Claude Code asks for, it applies nothing of the file: no permission rule, no hook, no sandbox.",
    ran,
  },
  settingValues: {
    value: {
      crossSessionInbound: ["accept", "hold", "refuse"],
      teammateMode: ["auto", "tmux", "iterm2", "in-process"],
    },
    says: "Claude Code leaves these settings out where their value is another, and applies the rest of the file.",
    ran,
  },
  misplacedGuards: {
    value: "hooks",
    says: "A guard's event (PreToolUse, PermissionRequest) at the top of a settings file, or with its groups anywhere but right below `hooks`, also in another case and below a key such as `_hooks`, keeps the whole file from being applied.",
    ran,
  },
  unreadSettings: {
    value: ["deny", "permissions.denny", "permissions.block", "sandbox.allowedDomains"],
    says: "Claude Code reads a setting in its own place and by its own name alone: what stands one step too high or too deep, under another name, or below the whole way to it in one key, has no effect, and it says nothing of it.",
    ran,
  },
  managedKeys: {
    value: ["managedMcpServers", "attributionProjectPolicy", "deniedModels", "availableModelsMatch"],
    says: "Claude Code ignores these keys of a repository's settings: only an administrator's count.",
    ran,
  },
  ignoredKeys: {
    value: ["claudeMd", "requiredMinimumVersion", "autoMemoryDirectory", "sandbox.ripgrep", "bypassPermissions"],
    says: "By what Claude Code's program says of its settings, these and others count in managed settings or the user's own alone.",
    read: { url: "https://github.com/anthropics/claude-code/releases/tag/v2.1.332", date: "2026-11-30" },
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
  toolGlobs: {
    value: "Bash:*",
    says: "A rule without parentheses is compared with the names of tools: `Bash*` takes Bash away, and `Bash:*` matches nothing.",
    ran,
  },
  permissionPaths: {
    value: "//",
    says: "A path in a rule of `Read` or `Edit` that begins with one slash begins at the project's folder; with two, at the top of the machine.",
    ran,
  },
  unknownTools: {
    value: "Bsah",
    says: "A permission rule for a tool that Claude Code does not know matches nothing.",
    ran,
  },
} as const satisfies Facts;
