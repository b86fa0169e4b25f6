import type { HandlerForm } from "./claude-hook-fields.ts";
import { type DataForm, NUMBER, TEXT, TEXTS, TEXTS_BY_KEY } from "./data-form.ts";

/** The events of hooks in Copilot's own format; in PascalCase it takes Claude Code's. */
export const COPILOT_EVENTS = [
  "agentStop",
  "errorOccurred",
  "notification",
  "permissionRequest",
  "postToolUse",
  "postToolUseFailure",
  "preCompact",
  "preMcpToolCall",
  "preToolUse",
  "sessionEnd",
  "sessionStart",
  "subagentStart",
  "subagentStop",
  "userPromptSubmitted",
  "userPromptTransformed",
] as const;

type Keys = Readonly<Record<string, DataForm>>;

const EVERY: Readonly<Record<string, HandlerForm>> = { matcher: "text", timeout: "positive", timeoutSec: "positive" };

/** The fields of handlers that guard permissions, as Copilot CLI 1.0.102 checks them; others do no harm. */
export const COPILOT_GUARD_FIELDS: Readonly<Record<string, Readonly<Record<string, HandlerForm>>>> = {
  command: { ...EVERY, cwd: "text", env: "texts by key" },
  http: { ...EVERY, url: "safe address" },
};

const COMMON = { tools: TEXTS, timeout: { ...NUMBER, whole: true, above: 0 } } as const satisfies Keys;
const PROGRAM = { command: TEXT, args: TEXTS, env: TEXTS_BY_KEY, cwd: TEXT, ...COMMON } as const satisfies Keys;
const REMOTE = { url: TEXT, headers: TEXTS_BY_KEY, ...COMMON } as const satisfies Keys;
/** With its scheme: a text that is none, such as a variable alone, is refused. */
const ADDRESS: DataForm = { ...TEXT, form: /^[a-z][a-z0-9+.-]*:./i, example: "https://a.example" };

/** The types of servers, and what is asked of each. */
const types = (local: DataForm, remote: DataForm): Keys => ({ local, stdio: local, http: remote, sse: remote });

const NAMED = { displayName: TEXT } as const;
const FILE_REMOTE: DataForm = { takes: ["map"], needs: ["url"], keys: { ...REMOTE, ...NAMED, url: ADDRESS } };

/** A server in .mcp.json and .github/mcp.json. */
export const COPILOT_SERVER: DataForm = {
  takes: ["map"],
  by: {
    key: "type",
    forms: {
      ...types({ takes: ["map"], needs: ["command"], keys: { ...PROGRAM, ...NAMED } }, FILE_REMOTE),
      "streamable-http": FILE_REMOTE,
    },
    usual: { command: "local", url: "http" },
  },
};

/** Fields of a server in .mcp.json that no other rule looks at. */
export const COPILOT_SHARED_SERVER: DataForm = {
  takes: ["map"],
  keys: { tools: TEXTS, displayName: TEXT, cwd: TEXT, url: ADDRESS, env: { takes: ["map"] } },
};

/** The servers of a subagent, each of which has to say which of its tools there are. */
export const COPILOT_AGENT_SERVERS: DataForm = {
  takes: ["map"],
  each: {
    takes: ["map"],
    by: {
      key: "type",
      forms: types(
        { takes: ["map"], needs: ["command", "args", "tools"], keys: PROGRAM },
        { takes: ["map"], needs: ["url", "tools"], keys: REMOTE },
      ),
      usual: { url: "http", command: "local" },
    },
  },
};

/** What a subagent asks of GitHub's own server. */
export const COPILOT_AGENT_GITHUB: DataForm = {
  takes: ["map"],
  keys: { toolsets: TEXTS, permissions: { takes: ["map"] } },
};

/** The events at which a subagent may have hooks: Copilot CLI's own, and those of Claude Code that it takes for one. */
export const COPILOT_AGENT_EVENTS: readonly string[] = [
  ...COPILOT_EVENTS,
  "ErrorOccurred",
  "Notification",
  "PermissionRequest",
  "PostToolUse",
  "PostToolUseFailure",
  "PreCompact",
  "PreMcpToolCall",
  "PreToolUse",
  "SessionEnd",
  "SessionStart",
  "Stop",
  "SubagentStart",
  "SubagentStop",
  "UserPromptSubmit",
];
