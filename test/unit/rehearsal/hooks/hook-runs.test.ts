import { describe, expect, test } from "vitest";
import { hookRuns } from "../../../../src/rehearsal/hooks/hook-runs.ts";
import type { RehearsedDialect } from "../../../../src/rehearsal/hooks/decision.ts";
import { hookFiles, hooksIn } from "../../../support/hooks-of.ts";

const around = { home: "/home/agent", workspace: "/home/workspace" };
const bash = { tool_name: "Bash", tool_input: { command: "rm -rf /" } };

async function runsOf(path: string, data: unknown, name: string, input: Readonly<Record<string, unknown>>) {
  return hookRuns(await hooksIn(path, data), { name, input }, around);
}

/** Whether a matcher of a client lets a hook hear of an event. */
async function hears(
  dialect: RehearsedDialect,
  name: string,
  matcher: string,
  input: Readonly<Record<string, unknown>>,
) {
  const [[path, data] = [""]] = Object.entries(hookFiles[dialect](name, "./guard.sh", matcher));
  const { runs, left } = await runsOf(path, data, name, input);
  return left.length > 0 ? "unclear" : runs.length > 0;
}

test("Claude Code's hook as it starts it", async () => {
  const data = {
    hooks: {
      PreToolUse: [
        { matcher: "Bash|Write", hooks: [{ type: "command", command: "./guard.sh", timeout: 5 }] },
        { hooks: [{ type: "command", command: "./guard.sh", timeout: 5 }] },
        { matcher: "Read", hooks: [{ type: "command", command: "./other.sh" }] },
      ],
    },
  };
  const { runs, left } = await runsOf(".claude/settings.json", data, "PreToolUse", bash);
  expect(left).toEqual([]);
  expect(runs).toEqual([
    {
      command: "./guard.sh",
      program: "/bin/sh",
      args: ["-c", "./guard.sh"],
      env: { CLAUDE_PROJECT_DIR: "/home/workspace", CLAUDECODE: "1" },
      cwd: "/home/workspace",
      input: expect.any(String),
      timeMs: 5000,
      failClosed: false,
      unheard: false,
    },
  ]);
  expect(JSON.parse(runs[0]?.input ?? "")).toMatchObject({
    ...bash,
    hook_event_name: "PreToolUse",
    cwd: "/home/workspace",
    permission_mode: "default",
  });
});

test("without a shell, variables of the client stand by their values", async () => {
  const command = "${CLAUDE_PROJECT_DIR}/guard";
  const data = { hooks: { Stop: [{ hooks: [{ type: "command", command, args: ["--in", "$(id)"] }] }] } };
  const { runs } = await runsOf(".claude/settings.json", data, "Stop", {});
  expect(runs[0]).toMatchObject({
    program: "/usr/bin/env",
    args: ["--", "/home/workspace/guard", "--in", "$(id)"],
    timeMs: 600_000,
  });
});

test("a plugin's hook knows its plugin", async () => {
  const data = { hooks: { Stop: [{ hooks: [{ type: "command", command: '"${CLAUDE_PLUGIN_ROOT}/x"' }] }] } };
  const hooks = await hooksIn(".claude/settings.json", data);
  const { runs } = hookRuns(hooks, { name: "Stop", input: {} }, { ...around, plugin: "plugins/a" });
  expect(runs[0]?.env).toMatchObject({ CLAUDE_PLUGIN_ROOT: "/home/workspace/plugins/a" });
});

test("Copilot's hook has a folder and variables of its own, and thirty seconds", async () => {
  const handler = { type: "command", bash: "./guard.sh", powershell: "x", cwd: "tools", env: { MODE: "strict" } };
  const data = { version: 1, hooks: { preToolUse: [handler] } };
  const { runs } = await runsOf(".github/hooks/a.json", data, "preToolUse", { toolName: "bash", toolArgs: {} });
  expect(runs[0]).toMatchObject({
    args: ["bash", "-c", "./guard.sh"],
    cwd: "/home/workspace/tools",
    env: { MODE: "strict" },
    timeMs: 30_000,
  });
  expect(JSON.parse(runs[0]?.input ?? "")).toMatchObject({ toolName: "bash", cwd: "/home/workspace" });
});

test("Gemini CLI puts its variables into the command line, and counts milliseconds", async () => {
  const hooks = [{ type: "command", command: "$GEMINI_PROJECT_DIR/guard.sh", timeout: 1500 }];
  const data = { hooks: { BeforeTool: [{ matcher: "run_.*", hooks }] } };
  const input = { tool_name: "run_shell_command" };
  const { runs } = await runsOf(".gemini/settings.json", data, "BeforeTool", input);
  expect(runs[0]).toMatchObject({ args: ["bash", "-c", "'/home/workspace'/guard.sh"], timeMs: 1500 });
});

test("what asks a model or a server is left, and said", async () => {
  const data = { hooks: { Stop: [{ hooks: [{ type: "prompt", prompt: "Is it done?" }] }] } };
  const { runs, left } = await runsOf(".claude/settings.json", data, "Stop", {});
  expect({ runs, left }).toEqual({
    runs: [],
    left: [{ what: "a hook of the type prompt", why: expect.stringContaining("only commands are rehearsed") }],
  });
});

describe("who hears of an event", () => {
  test.each([
    ["claude-code", "PreToolUse", "Bas", { tool_name: "Bash" }, false],
    ["claude-code", "PreToolUse", "Bash, Write", { tool_name: "Write" }, true],
    ["claude-code", "PreToolUse", "Bas.", { tool_name: "Bash" }, true],
    ["claude-code", "PreToolUse", "mcp__.*__write", { tool_name: "mcp__db__write_row" }, true],
    ["claude-code", "PreToolUse", "*", { tool_name: "Bash" }, true],
    ["claude-code", "PreToolUse", "bash", { tool_name: "Bash" }, false],
    ["claude-code", "PreToolUse", "Bash", {}, "unclear"],
    ["claude-code", "UserPromptSubmit", "Bash", { prompt: "x" }, true],
    ["claude-code", "PreToolUse", "(a+)+$(?=x)", { tool_name: "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!" }, "unclear"],
    ["codex", "PreToolUse", "Write", { tool_name: "apply_patch" }, true],
    ["codex", "PreToolUse", "^Ba", { tool_name: "Bash" }, true],
    ["codex", "Stop", "nothing", {}, true],
    ["copilot", "preToolUse", "bas", { toolName: "bash" }, false],
    ["copilot", "preToolUse", "ba.*", { toolName: "bash" }, true],
    ["copilot", "preToolUse", "Bash", { toolName: "bash" }, false],
    ["copilot", "PreToolUse", "bash", { tool_name: "Bash" }, true],
    ["copilot", "PreToolUse", "BASH", { tool_name: "Bash" }, false],
    ["copilot", "PreToolUse", "Edit|Bash", { tool_name: "Bash" }, true],
    ["copilot", "PreToolUse", "B.sh", { tool_name: "Bash" }, true],
    ["copilot", "preToolUse", "bash|edit", { toolName: "edit" }, true],
    ["copilot", "sessionStart", "x", {}, true],
    ["cursor", "beforeShellExecution", "rm\\s", { command: "rm -rf /" }, true],
    ["cursor", "beforeShellExecution", "rm\\s", { command: "ls" }, false],
    ["gemini-cli", "BeforeTool", "shell", { tool_name: "run_shell_command" }, true],
    ["gemini-cli", "SessionStart", "start", { source: "startup" }, false],
  ] as const)("%s %s %s", async (dialect, event, matcher, input, heard) => {
    expect(await hears(dialect, event, matcher, input)).toBe(heard);
  });
});
