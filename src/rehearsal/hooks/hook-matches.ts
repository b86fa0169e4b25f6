import { linearRegExp } from "../../conditions/linear-pattern.ts";
import { stringOf } from "../../model/json.ts";
import type { RehearsedDialect } from "./decision.ts";
import type { HookEvent } from "./hook-event.ts";

/** Whether a matcher lets a hook hear of an event; why that cannot be said. */
export type Match = { readonly matches: boolean } | { readonly unclear: string };

type Field = Readonly<Record<string, string>>;

/** Which field of the event a matcher is about. Events that are not here have none: all hooks hear of them. */
const ABOUT: Readonly<Record<RehearsedDialect, Field>> = {
  "claude-code": {
    ConfigChange: "source",
    FileChanged: "file_path",
    InstructionsLoaded: "load_reason",
    Notification: "notification_type",
    PermissionDenied: "tool_name",
    PermissionRequest: "tool_name",
    PostCompact: "trigger",
    PostToolUse: "tool_name",
    PostToolUseFailure: "tool_name",
    PreCompact: "trigger",
    PreToolUse: "tool_name",
    SessionEnd: "reason",
    SessionStart: "source",
    Setup: "trigger",
    StopFailure: "error",
    SubagentStart: "agent_type",
    SubagentStop: "agent_type",
  },
  codex: {
    PermissionRequest: "tool_name",
    PostToolUse: "tool_name",
    PreToolUse: "tool_name",
    SessionStart: "source",
  },
  copilot: {
    notification: "notification_type",
    permissionRequest: "toolName",
    postToolUse: "toolName",
    preCompact: "trigger",
    preToolUse: "toolName",
    subagentStart: "agentName",
    PermissionRequest: "tool_name",
    PostToolUse: "tool_name",
    PreToolUse: "tool_name",
  },
  cursor: {
    afterShellExecution: "command",
    beforeShellExecution: "command",
    postToolUse: "tool_name",
    postToolUseFailure: "tool_name",
    preToolUse: "tool_name",
    subagentStart: "subagent_type",
    subagentStop: "subagent_type",
  },
  "gemini-cli": {
    AfterTool: "tool_name",
    BeforeTool: "tool_name",
    Notification: "notification_type",
    PreCompress: "trigger",
    SessionEnd: "reason",
    SessionStart: "source",
  },
};

/**
 * Codex's tool for patches hears of matchers for the tools of Claude Code as well, and Copilot's shell of its own where
 * the event has Claude Code's name.
 */
const ALIASES: Readonly<Partial<Record<RehearsedDialect, Readonly<Record<string, readonly string[]>>>>> = {
  codex: { apply_patch: ["Edit", "Write"] },
  copilot: { Bash: ["bash"] },
};

export function hookMatches(dialect: RehearsedDialect, event: HookEvent, matcher: string | undefined): Match {
  const field = Object.hasOwn(ABOUT[dialect], event.name) ? ABOUT[dialect][event.name] : undefined;
  const written = dialect === "gemini-cli" ? matcher?.trim() : matcher;
  if (field === undefined || written === undefined || written === "" || written === "*") return { matches: true };
  const subject = stringOf(event.input[field]);
  if (subject === "")
    return { unclear: `the event has no "${field}", which the matcher of a hook is about: add it to its input` };
  const aliases = ALIASES[dialect] ?? {};
  const names = [subject, ...(Object.hasOwn(aliases, subject) ? (aliases[subject] ?? []) : [])];
  try {
    const match = matcherOf(dialect, event.name, written);
    return { matches: names.some(match) };
  } catch {
    // Clients drop a hook whose pattern is none; what RE2 alone refuses (look-around) cannot be told apart.
    return { unclear: "its matcher is no pattern, or one that takes unbounded time" };
  }
}

function matcherOf(dialect: RehearsedDialect, event: string, written: string): (name: string) => boolean {
  const whole = (): ((name: string) => boolean) => linearRegExp(`^(?:${written})$`);
  switch (dialect) {
    case "claude-code":
      return /^[\w\s,|-]+$/.test(written) ? named(written.split(/[|,]/)) : linearRegExp(written);
    case "codex":
      return /^[A-Za-z0-9_|]+$/.test(written) ? named(written.split("|")) : linearRegExp(written);
    case "copilot":
      if (written === "**") return () => true;
      return /^[A-Z]/.test(event) && /^[\w|]+$/.test(written) ? named(written.split("|")) : whole();
    case "gemini-cli":
      return event === "BeforeTool" || event === "AfterTool" ? linearRegExp(written) : named([written]);
    default:
      return linearRegExp(written);
  }
}

const named = (names: readonly string[]): ((name: string) => boolean) => {
  const known = new Set(names.map((name) => name.trim()));
  return (name) => known.has(name);
};
