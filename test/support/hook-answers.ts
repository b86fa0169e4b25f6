import type { Decision } from "../../src/rehearsal/hooks/decision.ts";

/** What a hook of PreToolUse does: its exit code, what it prints, and whether it says anything on stderr. */
export interface HookAnswer {
  readonly code: number;
  readonly stdout?: unknown;
  readonly stderr?: string;
  readonly decision: Readonly<Record<"claude-code" | "codex", Decision>>;
  readonly stops?: true;
}

const REASON = "because of the rule";
const specific = { hookEventName: "PreToolUse", permissionDecision: "deny", permissionDecisionReason: REASON };
const both = (decision: Decision) => ({ "claude-code": decision, codex: decision });

/** Answers whose effect was seen in the real clients: `test/agents/hooks.test.ts` asks them again. */
export const hookAnswers: Readonly<Record<string, HookAnswer>> = {
  "exit code 2 with a reason": { code: 2, stderr: REASON, decision: both("deny") },
  "exit code 2, though stdout allows": {
    code: 2,
    stdout: { hookSpecificOutput: { ...specific, permissionDecision: "allow" } },
    stderr: REASON,
    decision: both("deny"),
  },
  "exit code 2 without a word": { code: 2, decision: { "claude-code": "deny", codex: "continue" } },
  "exit code 1": { code: 1, stderr: REASON, decision: both("continue") },
  "a permission denied": { code: 0, stdout: { hookSpecificOutput: specific }, decision: both("deny") },
  "the older way to block": { code: 0, stdout: { decision: "block", reason: REASON }, decision: both("deny") },
  "a decision that is none": {
    code: 0,
    stdout: { decision: "deny", hookSpecificOutput: specific },
    decision: both("continue"),
  },
  "a key that nobody knows": {
    code: 0,
    stdout: { other: 1, hookSpecificOutput: specific },
    decision: { "claude-code": "deny", codex: "continue" },
  },
  "no name of the event": {
    code: 0,
    stdout: { hookSpecificOutput: { permissionDecision: "deny", permissionDecisionReason: REASON } },
    decision: both("continue"),
  },
  "the name of another event": {
    code: 0,
    stdout: { hookSpecificOutput: { ...specific, hookEventName: "PostToolUse" } },
    decision: { "claude-code": "continue", codex: "deny" },
  },
  "JSON that breaks off": { code: 0, stdout: '{"decision":', decision: both("continue") },
  "JSON behind a text": {
    code: 0,
    stdout: `checked\n${JSON.stringify({ hookSpecificOutput: specific })}`,
    decision: both("continue"),
  },
  nothing: { code: 0, decision: both("continue") },
};

/** The script of a hook that answers so. */
export const hookScript = ({ code, stdout, stderr }: HookAnswer): string =>
  [
    "#!/bin/sh",
    "cat > /dev/null",
    ...(stdout === undefined
      ? []
      : ["cat <<'END'", typeof stdout === "string" ? stdout : JSON.stringify(stdout), "END"]),
    ...(stderr === undefined ? [] : [`echo '${stderr}' >&2`]),
    `exit ${code}`,
    "",
  ].join("\n");
