import { claudeCodeHooks } from "../../../src/clients/claude-code-hooks.ts";
import type { ScriptedCall } from "../../../src/rehearsal/scripted/turn.ts";
import { mark, type Expectation, type Probe } from "../probe.ts";

type Name = keyof typeof claudeCodeHooks;
const fact = (name: Name): string => `claude-code.${name}`;

/** A hook, and whether it runs while a session starts, calls the tools below, and ends. */
type Case = readonly [name: Name, event: string, matcher: string | undefined, runs: boolean, more?: object];

const CASES: readonly Case[] = [
  ["hookMatching", "PreToolUse", "Bash", true],
  ["hookMatching", "PreToolUse", "bash", false],
  ["hookMatching", "PreToolUse", "Ba", false],
  ["hookMatching", "PreToolUse", "Edit|Bash", true],
  ["hookMatching", "PreToolUse", "Edit, Bash", true],
  ["hookMatching", "PreToolUse", "Edit|bash", false],
  ["hookMatching", "PreToolUse", "Edit", false],
  ["hookMatching", "PreToolUse", "*", true],
  ["hookMatching", "PreToolUse", "", true],
  ["hookMatching", "PreToolUse", "as.", true],
  ["hookMatching", "PreToolUse", "^as.", false],
  ["hookMatching", "PreToolUse", "Bash(touch *)", false],
  ["hookMatching", "PreToolUse", "Bash:.*", false],
  ["hookMatching", "PreToolUse", ".*\\.ts", false],
  ["hookMatching", "PreToolUse", "Bash(.*)", true],
  ["hookMatching", "PreToolUse", "Bash:*", true],
  ["hookMatching", "PreToolUse", "Bash(git *)|Bash", true],
  ["hookMatching", "PreToolUse", "Bash(git *)|Edit", false],
  ["hookMatching", "PreToolUse", "Bash touch.", false],
  ["hookMatching", "PreToolUse", "*.ts", false],
  ["hookMatching", "PostToolUse", "Bash", true],
  ["hookMatching", "PostToolUse", "bash", false],
  ["hookToolNames", "PreToolUse", "mcp__t", false],
  ["hookToolNames", "PreToolUse", "mcp__t__alpha", true],
  ["hookToolNames", "PreToolUse", "mcp__t__al", false],
  ["hookToolNames", "PreToolUse", "mcp__t__.*", true],
  ["hookToolNames", "PreToolUse", "mcp__t__*", true],
  ["hookStarts", "SessionStart", "startup", true],
  ["hookStarts", "SessionStart", "Startup", false],
  ["hookStarts", "SessionStart", "start", false],
  ["hookStarts", "SessionStart", "resume", false],
  ["hookStarts", "SessionStart", "resume|startup", true],
  ["hookStarts", "SessionEnd", "other", true],
  ["hookStarts", "SessionEnd", "exit", false],
  ["hookStarts", "InstructionsLoaded", "session_start", true],
  ["hookStarts", "InstructionsLoaded", "start", false],
  ["hookConditions", "PreToolUse", undefined, true, { if: "Bash(touch *)" }],
  ["hookConditions", "PreToolUse", undefined, false, { if: "Bash(rm *)" }],
  ["hookConditions", "PreToolUse", undefined, false, { if: "bash(touch *)" }],
  ["hookConditions", "PreToolUse", undefined, false, { if: "Bash(touch *)|Edit(*)" }],
  ["hookConditions", "PreToolUse", undefined, false, { if: "Bash(touch *) || Edit(*)" }],
  ["hookConditions", "PostToolUse", undefined, true, { if: "Bash(touch *)" }],
  ["hookConditions", "SessionStart", undefined, false, { if: "Bash(touch *)" }],
  ["hookConditions", "UserPromptSubmit", undefined, false, { if: "Bash(touch *)" }],
  ["hookConditions", "Stop", undefined, false, { if: "Bash(touch *)" }],
];

const touch: ScriptedCall = { name: "Bash", arguments: { command: "touch ran", description: "x" } };
/** What a hook does that leaves its mark in the file that the question keeps. */
const leave = (name: string) => write(`echo ${mark(name)}`);
/** A hook whose command writes into that file. */
const write = (command: string) => ({ type: "command", command: `(${command}) >> /home/agent/ran.txt` });

/** Hooks by their event; each marks that it ran by its place among the cases. */
function settings(cases: readonly Case[]): string {
  const hooks: Record<string, unknown[]> = {};
  for (const [index, [, event, matcher, , more]] of cases.entries())
    (hooks[event] ??= []).push({
      ...(matcher !== undefined && { matcher }),
      hooks: [{ ...leave(`case${index}`), ...more }],
    });
  return JSON.stringify({ hooks, enableAllProjectMcpServers: true });
}

const expected = (cases: readonly Case[]): readonly Expectation[] =>
  cases.map(([name, event, matcher, does, more], index) => ({
    fact: fact(name),
    says: `${event} ${JSON.stringify(more ?? matcher)}: ${does ? "runs" : "does not run"}`,
    [does ? "there" : "gone"]: mark(`case${index}`),
  }));

/** The smallest server with one tool, `alpha`. */
const SERVER = `const answers = {
  initialize: { protocolVersion: "2025-11-25", capabilities: { tools: {} }, serverInfo: { name: "t", version: "1" } },
  "tools/list": { tools: [{ name: "alpha", description: "d", inputSchema: { type: "object" } }] },
  "tools/call": { content: [{ type: "text", text: "done" }] },
};
require("node:readline").createInterface({ input: process.stdin }).on("line", (line) => {
  const { id, method } = JSON.parse(line);
  if (id === undefined) return;
  const result = answers[method];
  const answer = result ? { result } : { error: { code: -32601, message: "no" } };
  console.log(JSON.stringify({ jsonrpc: "2.0", id, ...answer }));
});
`;

/** What stands in a group, and in its handler, and whether the hook runs for Bash. */
const GROUPS: readonly (readonly [group: object, handler: object, runs: boolean])[] = [
  [{ matcher: "Edit" }, {}, false],
  [{ matcher: "Bash" }, {}, true],
  [{}, {}, true],
  [{ matchers: "Edit" }, {}, true],
  [{ Matcher: "Edit" }, {}, true],
  [{ tool: "Edit" }, {}, true],
  [{ pattern: "Edit" }, {}, true],
  [{}, { matcher: "Edit" }, true],
];

const GUARDS: readonly Case[] = [
  ["hookMatching", "PermissionRequest", "Bash", true],
  ["hookMatching", "PermissionRequest", "bash", false],
  ["hookMatching", "PermissionRequest", "Bash(touch *)", false],
];
const PLUGIN: readonly Case[] = [
  ["hookPluginServers", "PreToolUse", "mcp__plugin_p_t__alpha", true],
  ["hookPluginServers", "PreToolUse", "mcp__plugin_p_t__.*", true],
  ["hookPluginServers", "PreToolUse", "mcp__t__alpha", false],
  ["hookPluginServers", "PreToolUse", "mcp__t__.*", false],
];

/** Events at which a prompt is put to the model, or a server asked, and types of handlers that are not run there. */
const PROMPTED = ["SessionStart", "InstructionsLoaded", "UserPromptSubmit", "PreToolUse", "PermissionRequest", "Stop"];
const TYPES = ["prompt", "agent", "http"] as const;
const none: Readonly<Record<string, readonly string[]>> = claudeCodeHooks.hookPrompts.value;
const handlers = (event: string) => [
  { type: "prompt", prompt: mark(`prompt${event}`) },
  { type: "agent", prompt: mark(`agent${event}`) },
  { type: "http", url: `http://127.0.0.1:9/${mark(`http${event}`)}` },
];
const said = (event: string, type: (typeof TYPES)[number]): Expectation => {
  const runs = none[event]?.includes(type) !== true;
  const http = type === "http" ? "HTTP hook POST to http://127.0.0.1:9/" : "";
  return {
    fact: fact("hookPrompts"),
    says: `${type} at ${event}: ${runs ? "runs" : "does not run"}`,
    [runs ? "there" : "gone"]: `${http}${mark(`${type}${event}`)}`,
  };
};

/** Which hooks run while Claude Code starts, calls tools and ends. */
export const claudeCodeHookProbes: readonly Probe[] = [
  {
    question: "claude hooks",
    files: {
      ".claude/settings.json": settings(CASES),
      "CLAUDE.md": "Do.\n",
      ".mcp.json": JSON.stringify({ mcpServers: { t: { command: process.execPath, args: ["./server.cjs"] } } }),
      "server.cjs": SERVER,
    },
    calls: [touch, { name: "mcp__t__alpha", arguments: {} }],
    expects: expected(CASES),
  },
  {
    question: "claude hooks",
    files: {
      ".claude/settings.json": JSON.stringify({
        hooks: {
          PreToolUse: GROUPS.map(([group, handler], index) => ({
            ...group,
            hooks: [{ ...leave(`group${index}`), ...handler }],
          })),
        },
      }),
    },
    calls: [touch],
    expects: GROUPS.map(([group, handler, runs], index) => ({
      fact: fact("hookGroups"),
      says: `${JSON.stringify(group)} around ${JSON.stringify(handler)}: ${runs ? "runs" : "does not run"} for Bash`,
      [runs ? "there" : "gone"]: mark(`group${index}`),
    })),
  },
  {
    question: "claude hooks",
    files: {
      ".claude/settings.json": JSON.stringify({
        hooks: {
          PostToolUse: [
            {
              hooks: [
                write(
                  `echo "${mark("variables")}${claudeCodeHooks.hookVariables.value.map((name) => `$${name}`).join("")}."`,
                ),
                write(`grep -q '"file_path"' && echo ${mark("input")}`),
                write(`echo "${mark("shell")}$0."`),
                { ...write(`echo "${mark("bash")}$0."`), shell: "bash" },
              ],
            },
          ],
        },
      }),
    },
    calls: [{ name: "Write", arguments: { file_path: "a.txt", content: "a" } }],
    expects: [
      { fact: fact("hookVariables"), says: "no variable says what was called", there: `${mark("variables")}.` },
      { fact: fact("hookVariables"), says: "the path is on standard input", there: mark("input") },
      { fact: fact("hookShell"), says: "a command is run by /bin/sh", there: `${mark("shell")}/bin/sh.` },
      { fact: fact("hookShell"), says: "so it is with `shell: bash`", there: `${mark("bash")}/bin/sh.` },
    ],
  },
  {
    question: "claude guards",
    files: { ".claude/settings.json": settings(GUARDS) },
    calls: [touch],
    expects: expected(GUARDS),
  },
  {
    question: "claude plugin hooks",
    files: {
      "plugin/.claude-plugin/plugin.json": JSON.stringify({
        name: "p",
        version: "1.0.0",
        mcpServers: { t: { command: process.execPath, args: ["${CLAUDE_PLUGIN_ROOT}/server.cjs"] } },
      }),
      "plugin/hooks/hooks.json": settings(PLUGIN),
      "plugin/server.cjs": SERVER,
    },
    calls: [{ name: "mcp__plugin_p_t__alpha", arguments: {} }],
    expects: expected(PLUGIN),
  },
  ...["", "\uFEFF"].map((bom): Probe => ({
    question: "claude plugin hooks",
    files: {
      ".claude/settings.json": JSON.stringify({ hooks: { PreToolUse: [{ hooks: [leave("own")] }] } }),
      "plugin/.claude-plugin/plugin.json": JSON.stringify({ name: "p", version: "1.0.0" }),
      "plugin/hooks/hooks.json": `${bom}${JSON.stringify({ hooks: { PreToolUse: [{ hooks: [leave("plugged")] }] } })}`,
    },
    calls: [touch],
    expects: [
      { fact: "claude-code.pluginHooks", says: "hooks of the repository run", there: mark("own") },
      bom === ""
        ? { fact: "claude-code.pluginHooks", says: "so do those of a plugin", there: mark("plugged") }
        : { fact: "claude-code.pluginHooks", says: "behind a byte order mark they do not", gone: mark("plugged") },
    ],
  })),
  {
    question: "claude prompt",
    files: {
      "CLAUDE.md": "Do.\n",
      ".claude/settings.json": JSON.stringify({
        hooks: Object.fromEntries(PROMPTED.map((event) => [event, [{ hooks: handlers(event) }]])),
      }),
    },
    calls: [touch],
    expects: PROMPTED.flatMap((event) => TYPES.map((type) => said(event, type))),
  },
  {
    question: "claude setup",
    files: {
      ".claude/settings.json": JSON.stringify({
        hooks: { Setup: [{ hooks: [...handlers("Setup"), leave("command")] }] },
      }),
    },
    expects: [
      ...TYPES.map((type) => said("Setup", type)),
      { fact: fact("hookPrompts"), says: "a command at Setup runs", there: `[echo ${mark("command")}` },
    ],
  },
];
