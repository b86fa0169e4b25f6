import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { hookAnswers, hookScript } from "../support/hook-answers.ts";
import { hookFiles } from "../support/hooks-of.ts";
import { ask, PONG } from "./ask-client.ts";

/** A shell command that leaves a file behind, and how a client is told to ask nobody. */
const clients = {
  "claude-code": {
    call: { name: "Bash", arguments: { command: "touch ran.txt", description: "x" } },
    more: { args: ["--dangerously-skip-permissions"] },
  },
  codex: {
    call: { name: "exec_command", arguments: { cmd: "touch ran.txt" } },
    more: { model: "replay", args: ["--dangerously-bypass-approvals-and-sandbox", "--dangerously-bypass-hook-trust"] },
  },
} as const;

describe.each(["claude-code", "codex"] as const)("%s decides as decisionOf says", (name) => {
  test.each(Object.entries(hookAnswers))("%s", async (_, answer) => {
    const { call, more } = clients[name];
    const configured = hookFiles[name]("PreToolUse", "/bin/sh ./hook.sh", "Bash");
    const files = Object.entries(configured).map(([path, data]) => [path, JSON.stringify(data)] as const);
    const turns = [{ answer: { text: "It runs.", calls: [call] } }, PONG];
    const { ran, workspace } = await ask(
      name,
      { ...Object.fromEntries(files), "hook.sh": hookScript(answer) },
      { turns, more },
    );
    expect(ran.ended, ran.stderr.text).toEqual({ kind: "exit", code: 0 });
    expect(existsSync(join(workspace, "ran.txt"))).toBe(answer.decision[name] !== "deny");
  });
});
