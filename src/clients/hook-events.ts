import type { Cited } from "../model/rule.ts";
import { claudeCodeSettings } from "./claude-code-settings.ts";
import { codexFacts } from "./codex.ts";
import { COPILOT_EVENTS } from "./forms/copilot-cli.ts";
import { geminiCliFacts } from "./gemini-cli.ts";

/**
 * How one client writes hooks down, and which events it knows. New events come with every few versions: never an error.
 */
export interface HookFormat {
  readonly events: readonly string[];
  /** Keys that stand among the events and are none. */
  readonly beside?: readonly string[];
  /**
   * Whether handlers stand in groups with a matcher (`{ matcher, hooks: [...] }`),
   * right below the event, or either way.
   */
  readonly grouped: "always" | "never" | "either";
  /** Required fields by the handler's `type`; of an inner list, one. */
  readonly handlers: Readonly<Record<string, readonly (string | readonly string[])[]>>;
  /** What a handler without a `type` is; absent where the client refuses it. */
  readonly usualType?: string;
  /** Events that fire whatever their matcher says. */
  readonly unmatched?: readonly string[];
  /** The field that limits a run, and how many of its units make a second. */
  readonly timeout: { readonly field: string; readonly perSecond: number };
  readonly source: Cited;
}

const CLAUDE_CODE = claudeCodeSettings.hookEvents.value;

export const HOOK_FORMATS = {
  "claude-code": {
    events: CLAUDE_CODE,
    grouped: "always",
    handlers: {
      command: ["command"],
      prompt: ["prompt"],
      agent: ["prompt"],
      http: ["url"],
      mcp_tool: ["server", "tool"],
    },
    unmatched: [
      "CwdChanged",
      "MessageDisplay",
      "PostToolBatch",
      "Stop",
      "TaskCompleted",
      "TaskCreated",
      "TeammateIdle",
      "UserPromptSubmit",
      "WorktreeCreate",
      "WorktreeRemove",
    ],
    timeout: { field: "timeout", perSecond: 1 },
    source: claudeCodeSettings.hookEvents,
  },
  codex: {
    events: codexFacts.hookEvents.value,
    beside: ["managed_dir", "windows_managed_dir", "state"],
    grouped: "always",
    handlers: { command: ["command"], mcp_tool: ["server", "tool"], prompt: [], agent: [] },
    unmatched: ["Stop", "UserPromptSubmit"],
    timeout: { field: "timeout", perSecond: 1 },
    source: codexFacts.hookEvents,
  },
  copilot: {
    events: [...COPILOT_EVENTS, ...CLAUDE_CODE, "ErrorOccurred"],
    grouped: "either",
    handlers: {
      command: [["bash", "powershell", "command", "exec", "windows", "linux", "osx"]],
      http: ["url"],
      prompt: ["prompt"],
    },
    usualType: "command",
    timeout: { field: "timeoutSec", perSecond: 1 },
    source: {
      read: {
        url: "https://github.com/github/docs/blob/2199f62d4e11e60451c6f69ff8cf1908ed09cc50/content/copilot/reference/hooks-reference.md",
        date: "2026-11-21",
      },
    },
  },
  cursor: {
    events: [
      "afterAgentResponse",
      "afterAgentThought",
      "afterFileEdit",
      "afterMCPExecution",
      "afterShellExecution",
      "afterTabFileEdit",
      "beforeMCPExecution",
      "beforeReadFile",
      "beforeShellExecution",
      "beforeSubmitPrompt",
      "beforeTabFileRead",
      "postToolUse",
      "postToolUseFailure",
      "preCompact",
      "preToolUse",
      "sessionEnd",
      "sessionStart",
      "stop",
      "subagentStart",
      "subagentStop",
      "workspaceOpen",
    ],
    grouped: "never",
    handlers: { command: ["command"], prompt: ["prompt"] },
    usualType: "command",
    timeout: { field: "timeout", perSecond: 1 },
    source: { read: { url: "https://cursor.com/docs/hooks.md", date: "2026-11-21" } },
  },
  "gemini-cli": {
    events: geminiCliFacts.hookEvents.value,
    beside: ["enabled", "disabled", "notifications"],
    grouped: "always",
    handlers: { command: ["command"] },
    usualType: "command",
    timeout: { field: "timeout", perSecond: 1000 },
    source: geminiCliFacts.hookEvents,
  },
} as const satisfies Readonly<Record<string, HookFormat>>;

/** A client whose hooks are read; Kiro's are known by their form and not judged by their events. */
export type HookDialect = keyof typeof HOOK_FORMATS | "kiro";

export function hookFormat(dialect: HookDialect): HookFormat | undefined {
  return dialect === "kiro" ? undefined : HOOK_FORMATS[dialect];
}
