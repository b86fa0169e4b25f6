import type { Decision } from "../../src/rehearsal/hooks/decision.ts";

/** The clients that were asked for their decisions. */
export type AskedDialect = "claude-code" | "codex" | "copilot" | "gemini-cli";

/** What a hook before a tool does: its exit code, what it prints, and whether it says anything on stderr. */
export interface HookAnswer {
  readonly code: number;
  readonly stdout?: unknown;
  readonly stderr?: string;
  /** Absent for a client of which nobody would expect it. */
  readonly decision: Readonly<Partial<Record<AskedDialect, Decision>>>;
  readonly stops?: true;
}

const REASON = "because of the rule";
const specific = { hookEventName: "PreToolUse", permissionDecision: "deny", permissionDecisionReason: REASON };
/** Of Claude Code, Codex, Copilot and Gemini CLI, in this order. */
const each = (claude: Decision, codex: Decision, copilot: Decision, gemini: Decision): HookAnswer["decision"] => ({
  "claude-code": claude,
  codex,
  copilot,
  "gemini-cli": gemini,
});
const copilot = (decision: Decision): HookAnswer["decision"] => ({ copilot: decision });
const gemini = (decision: Decision): HookAnswer["decision"] => ({ "gemini-cli": decision });
const flat = { permissionDecision: "deny", permissionDecisionReason: REASON };

/** Answers whose effect was seen in the real clients: `test/agents/hooks.test.ts` asks them again. */
export const hookAnswers: Readonly<Record<string, HookAnswer>> = {
  "exit code 2 with a reason": { code: 2, stderr: REASON, decision: each("deny", "deny", "deny", "deny") },
  "exit code 2, though stdout allows": {
    code: 2,
    stdout: { hookSpecificOutput: { ...specific, permissionDecision: "allow" } },
    stderr: REASON,
    decision: each("deny", "deny", "deny", "continue"),
  },
  "exit code 2 without a word": { code: 2, decision: each("deny", "continue", "deny", "continue") },
  "exit code 1": { code: 1, stderr: REASON, decision: each("continue", "continue", "deny", "continue") },
  "a permission denied": {
    code: 0,
    stdout: { hookSpecificOutput: specific },
    decision: each("deny", "deny", "continue", "continue"),
  },
  "the older way to block": {
    code: 0,
    stdout: { decision: "block", reason: REASON },
    decision: each("deny", "deny", "continue", "deny"),
  },
  "a decision that is none": {
    code: 0,
    stdout: { decision: "deny", hookSpecificOutput: specific },
    decision: each("continue", "continue", "continue", "deny"),
  },
  "a key that nobody knows": {
    code: 0,
    stdout: { other: 1, hookSpecificOutput: specific },
    decision: each("deny", "continue", "continue", "continue"),
  },
  "no name of the event": {
    code: 0,
    stdout: { hookSpecificOutput: { permissionDecision: "deny", permissionDecisionReason: REASON } },
    decision: each("continue", "continue", "continue", "continue"),
  },
  "the name of another event": {
    code: 0,
    stdout: { hookSpecificOutput: { ...specific, hookEventName: "PostToolUse" } },
    decision: each("continue", "deny", "continue", "continue"),
  },
  "JSON that breaks off": {
    code: 0,
    stdout: '{"decision":',
    decision: each("continue", "continue", "continue", "continue"),
  },
  "JSON behind a text": {
    code: 0,
    stdout: `checked\n${JSON.stringify({ hookSpecificOutput: specific })}`,
    decision: each("continue", "continue", "continue", "continue"),
  },
  nothing: { code: 0, decision: each("continue", "continue", "continue", "continue") },
  "Copilot's own way to deny": { code: 0, stdout: flat, decision: copilot("deny") },
  "the same without a reason": { code: 0, stdout: { permissionDecision: "deny" }, decision: copilot("deny") },
  "the same beside a key that nobody knows": { code: 0, stdout: { other: 1, ...flat }, decision: copilot("deny") },
  "the same behind a text": {
    code: 0,
    stdout: `checked\n${JSON.stringify(flat)}`,
    decision: copilot("continue"),
  },
  "a permission that Copilot does not know": {
    code: 0,
    stdout: { ...flat, permissionDecision: "block" },
    decision: copilot("continue"),
  },
  "exit code 1, though stdout allows": {
    code: 1,
    stdout: { permissionDecision: "allow" },
    decision: copilot("deny"),
  },
  "Gemini's own way to deny": { code: 0, stdout: { decision: "deny", reason: REASON }, decision: gemini("deny") },
  "the same with exit code 1": { code: 1, stdout: { decision: "deny", reason: REASON }, decision: gemini("deny") },
  "the same on stderr": {
    code: 0,
    stderr: JSON.stringify({ decision: "deny", reason: REASON }),
    decision: gemini("deny"),
  },
  "the other way round: exit code 2, though stdout allows": {
    code: 2,
    stdout: { decision: "allow" },
    stderr: REASON,
    decision: gemini("continue"),
  },
  "exit code 3 with a reason": { code: 3, stderr: REASON, decision: { copilot: "deny", "gemini-cli": "deny" } },
  "exit code 2 with a text": { code: 2, stdout: "plain", decision: { copilot: "deny", "gemini-cli": "deny" } },
  "an end of the whole run": {
    code: 0,
    stdout: { continue: false, stopReason: REASON },
    decision: gemini("block"),
    stops: true,
  },
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
