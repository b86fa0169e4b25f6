import type { AdapterFact } from "../adapters/adapter.ts";
import type { RehearsedDialect } from "./decision.ts";

/** How a client starts its hooks. */
export interface HookFacts {
  /** Seconds that a hook has where its handler does not say. */
  readonly seconds: number;
  /** Before the command line. */
  readonly shell: readonly [string, ...string[]];
  readonly facts: readonly AdapterFact[];
}

const date = "2026-11-30";
const claude = { client: "claude-code", version: "2.1.332", date };
const codex = { client: "codex", version: "0.171.0", date };
const copilot = { client: "copilot", version: "1.0.102", date };
const gemini = { client: "gemini-cli", version: "0.61.0", date };
const COPILOT =
  "https://github.com/github/docs/blob/05da5bc3c1401734f1197ba6a620e2ed4f1b30e1/content/copilot/reference/hooks-reference.md";
const GEMINI =
  "https://github.com/google-gemini/gemini-cli/blob/06c0d8103ddd56c09b276843c9fd538302028a23/docs/hooks/reference.md";
const CODEX = "https://github.com/openai/codex/blob/017466574b7728379ab53e9c279433388c089ff1/codex-rs/hooks/src";

export const hookFacts: Readonly<Record<RehearsedDialect, HookFacts>> = {
  "claude-code": {
    seconds: 600,
    shell: ["/bin/sh", "-c"],
    facts: [
      { says: "a command runs as `/bin/sh -c` in the working directory, with CLAUDE_PROJECT_DIR", ran: claude },
      { says: "exit code 2 before a tool denies it, with or without a reason, whatever stdout says", ran: claude },
      { says: "exit code 1, plain text and JSON that cannot be read deny nothing", ran: claude },
      { says: "an unknown `decision` or a wrong `hookEventName` makes the whole answer void", ran: claude },
      { says: "`continue: false` before a tool ends the run, and the tool has run by then", ran: claude },
      { says: "`permissionDecision: ask` denies where nobody can be asked", ran: claude },
      { says: "a hook has 600 seconds", read: { url: "https://code.claude.com/docs/en/hooks", date } },
    ],
  },
  codex: {
    seconds: 600,
    shell: ["/bin/sh", "-c"],
    facts: [
      { says: "a command runs as `$SHELL -c` in the working directory; a shell command is the tool Bash", ran: codex },
      { says: "exit code 2 denies with a reason on stderr, and not without one", ran: codex },
      { says: "exit code 1, `continue: false` and `permissionDecision: ask` before a tool deny nothing", ran: codex },
      { says: "a key that it does not know, or no `hookEventName`, makes the whole answer void", ran: codex },
      {
        says: "a hook has 600 seconds, and one that takes longer denies nothing",
        read: { url: `${CODEX}/engine/command_runner.rs`, date },
      },
      { says: "which matchers are names and which are patterns", read: { url: `${CODEX}/events/common.rs`, date } },
    ],
  },
  copilot: {
    seconds: 30,
    shell: ["/usr/bin/env", "bash", "-c"],
    facts: [
      { says: "before a tool every failure but a timeout denies; what it prints with one is not heard", ran: copilot },
      { says: "`permissionDecision: ask` denies where nobody can be asked", ran: copilot },
      { says: "a hook has COPILOT_PROJECT_DIR and CLAUDE_PROJECT_DIR", ran: copilot },
      {
        says: "at PreToolUse, `hookSpecificOutput` counts before what stands beside it, whatever event it names",
        ran: copilot,
      },
      {
        says: "a matcher is a pattern for the whole name, in its case; at PreToolUse a shell is Bash and bash",
        ran: copilot,
      },
      { says: "hooks of .claude/settings.json are run as well, and decide as Copilot's do", ran: copilot },
      { says: "a hook has 30 seconds; what the other events do", read: { url: COPILOT, date } },
    ],
  },
  cursor: {
    seconds: 60,
    shell: ["/bin/sh", "-c"],
    facts: [
      {
        says: "exit code 2 denies; other failures do where failClosed is set",
        read: { url: "https://cursor.com/docs/hooks.md", date: "2026-11-21" },
      },
      {
        says: "beforeSubmitPrompt is refused by `continue: false`",
        read: { url: "https://cdot65.github.io/prisma-airs-cursor-hooks/reference/cursor-hooks-api", date },
      },
    ],
  },
  "gemini-cli": {
    seconds: 60,
    shell: ["/usr/bin/env", "bash", "-c"],
    facts: [
      { says: "JSON counts whatever the exit code is, also on stderr; the code counts for plain text", ran: gemini },
      { says: "exit code 2 without a word, and a hook that takes too long, deny nothing", ran: gemini },
      { says: "`decision: ask` waits for an answer where nobody can give one", ran: gemini },
      { says: "`continue: false` ends the run before the tool", ran: gemini },
      { says: "variables of the client are put into the command line before `bash -c`", read: { url: GEMINI, date } },
    ],
  },
};
