import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { hookAnswers, hookScript } from "../support/hook-answers.ts";
import { hookFiles } from "../support/hooks-of.ts";
import { ask, PONG } from "./ask-client.ts";

/** A shell command that leaves a file behind, the event before it, and how a client is told to ask nobody. */
const clients = {
  "claude-code": {
    dialect: "claude-code",
    event: "PreToolUse",
    matcher: "Bash",
    call: { name: "Bash", arguments: { command: "touch ran.txt", description: "x" } },
    more: { args: ["--dangerously-skip-permissions"] },
  },
  codex: {
    dialect: "codex",
    event: "PreToolUse",
    matcher: "Bash",
    call: { name: "exec_command", arguments: { cmd: "touch ran.txt" } },
    more: { model: "replay", args: ["--dangerously-bypass-approvals-and-sandbox", "--dangerously-bypass-hook-trust"] },
  },
  copilot: {
    dialect: "copilot",
    event: "preToolUse",
    matcher: "bash",
    call: { name: "bash", arguments: { command: "touch ran.txt", description: "x" } },
    more: {},
  },
  gemini: {
    dialect: "gemini-cli",
    event: "BeforeTool",
    matcher: "run_shell_command",
    call: { name: "run_shell_command", arguments: { command: "touch ran.txt" } },
    more: { args: ["--approval-mode", "yolo"] },
  },
} as const;

describe.each(["claude-code", "codex", "copilot", "gemini"] as const)("%s decides as decisionOf says", (name) => {
  const { dialect, event, matcher, call, more } = clients[name];
  const known = Object.entries(hookAnswers).filter(([, { decision }]) => decision[dialect] !== undefined);

  test.each(known)("%s", async (_, answer) => {
    const configured = hookFiles[dialect](event, "touch heard.txt; /bin/sh ./hook.sh", matcher);
    const files = Object.entries(configured).map(([path, data]) => [path, JSON.stringify(data)] as const);
    const turns = [{ answer: { text: "It runs.", calls: [call] } }, PONG];
    const { ran, workspace } = await ask(
      name,
      { ...Object.fromEntries(files), "hook.sh": hookScript(answer) },
      { turns, more },
    );
    expect(ran.ended, ran.stderr.text).toEqual({ kind: "exit", code: 0 });
    const passed = ["allow", "continue"].includes(answer.decision[dialect] ?? "");
    expect(["heard.txt", "ran.txt"].map((file) => existsSync(join(workspace, file)))).toEqual([true, passed]);
  });
});

/** What lets a repository's hooks run without a terminal; how Gemini CLI is started instead. */
const allowing = {
  copilot: { variable: "GITHUB_COPILOT_PROMPT_MODE_REPO_HOOKS", instead: [] },
  gemini: { variable: "GEMINI_CLI_TRUST_WORKSPACE", instead: ["--skip-trust"] },
} as const;

test.each(["copilot", "gemini"] as const)("%s hears of no hook without the variable of its adapter", async (name) => {
  const { dialect, event, matcher, call, more } = clients[name];
  const { variable, instead } = allowing[name];
  const configured = hookFiles[dialect](event, "touch heard.txt; exit 2", matcher);
  const files = Object.entries(configured).map(([path, data]) => [path, JSON.stringify(data)] as const);
  const turns = [{ answer: { text: "It runs.", calls: [call] } }, PONG];
  const { workspace } = await ask(name, Object.fromEntries(files), {
    turns,
    more,
    change: ({ args, env, ...rest }) => ({ args: [...instead, ...args], env: { ...env, [variable]: "" }, ...rest }),
  });
  expect(["heard.txt", "ran.txt"].map((file) => existsSync(join(workspace, file)))).toEqual([false, true]);
});
