import { describe, expect, test } from "vitest";
import { decisionOf, joinDecisions } from "../../../../src/rehearsal/hooks/decision-of.ts";
import type { Decided, HookRan, RehearsedDialect } from "../../../../src/rehearsal/hooks/decision.ts";
import { hookAnswers } from "../../../support/hook-answers.ts";

const ran = (code: number, stdout: unknown = "", stderr = ""): HookRan => ({
  ended: { kind: "exit", code },
  stdout: typeof stdout === "string" ? stdout : JSON.stringify(stdout),
  stderr,
});
const late: HookRan = { ended: { kind: "time-limit", limitMs: 5000, obeyed: true }, stdout: "", stderr: "no" };
const decide = (dialect: RehearsedDialect, name: string, one: HookRan): Decided =>
  decisionOf(dialect, { name, input: {} }, one);

/** The event before a tool, by each client's name. */
const before = {
  "claude-code": "PreToolUse",
  codex: "PreToolUse",
  copilot: "preToolUse",
  "gemini-cli": "BeforeTool",
} as const;

describe.each(["claude-code", "codex", "copilot", "gemini-cli"] as const)(
  "%s, as the real one was seen to do",
  (dialect) => {
    const known = Object.entries(hookAnswers).filter(([, { decision }]) => decision[dialect] !== undefined);
    test.each(known)("%s", (_, { code, stdout, stderr, decision }) => {
      expect(decide(dialect, before[dialect], ran(code, stdout, stderr)).decision).toBe(decision[dialect]);
    });
  },
);

describe("claude-code", () => {
  test("a run that is stopped has let its tool run", () => {
    expect(decide("claude-code", "PreToolUse", ran(0, { continue: false, stopReason: "enough" }))).toEqual({
      decision: "continue",
      reason: "enough",
      stops: true,
    });
  });
  test.each([
    ["UserPromptSubmit", "block"],
    ["Stop", "block"],
    ["PermissionRequest", "deny"],
    ["PostToolUse", "block"],
    ["SessionStart", "continue"],
  ] as const)("exit code 2 at %s: %s", (event, decision) => {
    expect(decide("claude-code", event, ran(2, "", "no"))).toMatchObject({ decision });
  });
  test("a permission is asked for, or granted without asking", () => {
    const permission = (permissionDecision: string) => ({
      hookSpecificOutput: { hookEventName: "PreToolUse", permissionDecision },
    });
    expect(decide("claude-code", "PreToolUse", ran(0, permission("ask"))).decision).toBe("ask");
    expect(decide("claude-code", "PreToolUse", ran(0, permission("allow"))).decision).toBe("allow");
    expect(decide("claude-code", "PreToolUse", ran(0, permission("no")))).toMatchObject({
      decision: "continue",
      fault: expect.stringContaining("void"),
    });
  });
});

describe("copilot", () => {
  test("every failure before a tool denies, but for a timeout", () => {
    expect(decide("copilot", "preToolUse", ran(1))).toMatchObject({ decision: "deny", fault: "exited with code 1" });
    expect(decide("copilot", "preToolUse", ran(2, { permissionDecision: "allow" }))).toMatchObject({
      decision: "deny",
    });
    expect(decide("copilot", "preToolUse", late)).toEqual({
      decision: "continue",
      fault: "took longer than its 5 s",
    });
    expect(decide("copilot", "postToolUse", ran(1)).decision).toBe("continue");
  });
  test("by Claude Code's name of the event, Claude Code's form counts before its own", () => {
    const specific = (permissionDecision: string, hookEventName = "PreToolUse") => ({
      hookSpecificOutput: { hookEventName, permissionDecision, permissionDecisionReason: "no" },
    });
    const own = (permissionDecision: string) => ({ permissionDecision });
    const answers = [
      [specific("deny"), "deny"],
      [specific("deny", "PostToolUse"), "deny"],
      [{ ...own("allow"), ...specific("deny") }, "deny"],
      [{ ...own("deny"), ...specific("allow") }, "allow"],
      [{ decision: "block", reason: "no" }, "continue"],
      [specific("block"), "continue"],
      [own("deny"), "deny"],
    ] as const;
    for (const [answer, decision] of answers)
      expect(decide("copilot", "PreToolUse", ran(0, answer)).decision, JSON.stringify(answer)).toBe(decision);
  });
  test("lines of progress are no part of the answer; two answers are none", () => {
    const deny = JSON.stringify({ permissionDecision: "deny", permissionDecisionReason: "no" });
    const progress = JSON.stringify({ type: "progress", message: "…" });
    expect(decide("copilot", "PreToolUse", ran(0, `${progress}\n${deny}`))).toEqual({ decision: "deny", reason: "no" });
    expect(decide("copilot", "preToolUse", ran(0, `${deny}\n${deny}`)).decision).toBe("continue");
  });
  test("a permission that is requested", () => {
    expect(
      decide("copilot", "permissionRequest", ran(0, { behavior: "deny", message: "no", interrupt: true })),
    ).toEqual({
      decision: "deny",
      reason: "no",
      stops: true,
    });
    expect(decide("copilot", "permissionRequest", ran(2)).decision).toBe("deny");
  });
});

describe("cursor", () => {
  test("its permission, its exit code, and failClosed", () => {
    const deny = { permission: "deny", agent_message: "no", user_message: "not here" };
    expect(decide("cursor", "beforeShellExecution", ran(0, deny))).toEqual({ decision: "deny", reason: "no" });
    expect(decide("cursor", "beforeShellExecution", ran(2, "", "no"))).toEqual({ decision: "deny", reason: "no" });
    expect(decide("cursor", "beforeShellExecution", ran(1)).decision).toBe("continue");
    expect(
      decisionOf("cursor", { name: "beforeShellExecution", input: {} }, late, { failClosed: true, unheard: false }),
    ).toEqual({ decision: "deny", fault: "took longer than its 5 s" });
  });
  test("a prompt is refused by continue, and by no permission", () => {
    expect(decide("cursor", "beforeSubmitPrompt", ran(0, { continue: false, user_message: "no" }))).toEqual({
      decision: "block",
      reason: "no",
    });
    expect(decide("cursor", "beforeSubmitPrompt", ran(0, { permission: "deny" })).decision).toBe("continue");
  });
  test("what only reports refuses nothing", () => {
    expect(decide("cursor", "afterFileEdit", ran(2)).decision).toBe("continue");
  });
});

describe("gemini-cli", () => {
  test("JSON counts whatever the exit code is, also on stderr", () => {
    expect(decide("gemini-cli", "BeforeTool", ran(2, { decision: "allow" })).decision).toBe("continue");
    expect(decide("gemini-cli", "BeforeTool", ran(1, "", '{"decision":"deny","reason":"no"}'))).toEqual({
      decision: "deny",
      reason: "no",
    });
  });
  test("plain text counts by the exit code, and silence refuses nothing", () => {
    expect(decide("gemini-cli", "BeforeTool", ran(2, "", "no"))).toEqual({ decision: "deny", reason: "no" });
    expect(decide("gemini-cli", "AfterAgent", ran(3, "", "no"))).toEqual({ decision: "block", reason: "no" });
    expect(decide("gemini-cli", "BeforeTool", ran(1, "", "no")).decision).toBe("continue");
    expect(decide("gemini-cli", "BeforeTool", ran(2)).decision).toBe("continue");
    expect(decide("gemini-cli", "SessionStart", ran(2, "", "no")).decision).toBe("continue");
  });
});

test("nobody waits for a hook in the background", () => {
  const away = { failClosed: false, unheard: true };
  expect(decisionOf("claude-code", { name: "PreToolUse", input: {} }, ran(2, "", "no"), away)).toMatchObject({
    decision: "continue",
    fault: expect.stringContaining("background"),
  });
});

test("of several hooks the strictest holds, and every fault is told", () => {
  const faulty: Decided = { decision: "continue", fault: "exited with code 1" };
  expect(
    joinDecisions([{ decision: "allow" }, faulty, { decision: "deny", reason: "no" }, { decision: "ask" }]),
  ).toEqual({ decision: "deny", reason: "no", fault: "exited with code 1" });
  expect(joinDecisions([faulty, { decision: "allow" }]).decision).toBe("allow");
  expect(joinDecisions([])).toEqual({ decision: "continue" });
});

test.each(["{", "[[[[", '{"hookSpecificOutput":7}', '{"decision":{}}', "\u0000", "null", '"{}"'])(
  "no client trips over %j",
  (stdout) => {
    for (const dialect of ["claude-code", "codex", "copilot", "cursor", "gemini-cli"] as const)
      for (const event of ["PreToolUse", "preToolUse", "beforeShellExecution", "BeforeTool", "Stop"])
        expect(decide(dialect, event, ran(0, stdout)).decision).toBe("continue");
  },
);
