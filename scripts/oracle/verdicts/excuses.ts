import type { Disagreement } from "./compare.ts";

/** Where a client and agent-ci may come to another verdict about a configuration, each with a reason. */
const EXCUSES: readonly {
  readonly judge: string;
  readonly how: Disagreement["how"];
  /** Of false errors: all of the rules have to be among these. */
  readonly rules?: readonly string[];
  readonly text?: RegExp;
  readonly reason: string;
}[] = [
  {
    judge: "claude doctor",
    how: "false error",
    rules: ["hooks/dead-guard"],
    reason: "The doctor does not say which hooks never run; with tools that were called they were seen not to.",
  },
  {
    judge: "claude doctor",
    how: "false error",
    rules: ["hooks/lost-guard", "hooks/handler"],
    text: /"(?:command|prompt)":"\s*"/,
    reason: "It loads a hook whose command is empty; nothing comes of it.",
  },
  {
    judge: "claude doctor",
    how: "false error",
    rules: ["settings/lost-guard"],
    reason:
      "The doctor says nothing of a key that Claude Code does not know: in another place or spelling, its rules were seen not to be there.",
  },
  {
    judge: "opencode debug config",
    how: "false error",
    rules: ["settings/opencode-guard"],
    reason: "OpenCode says nothing of a permission that it does not know, and starts without it.",
  },
  {
    judge: "claude plugin validate",
    how: "false error",
    rules: ["hooks/lost-guard"],
    reason: "It passes events that Claude Code does not know, and guards whose command is empty: nobody is guarded.",
  },
  {
    judge: "claude doctor",
    how: "missed",
    text: /\$\{[A-Z_]+\}/,
    reason:
      "It complains of a variable that is not set on this machine; whose machines have it, a repository cannot say.",
  },
  {
    judge: "claude plugin validate",
    how: "missed",
    text: /"name":\s*"Anthropic"/,
    reason:
      "It takes no plugin for one of Anthropic's own unless Anthropic's marketplace lists it; we go by the author.",
  },
  {
    judge: "claude plugin validate",
    how: "false error",
    rules: ["link/missing", "plugin/path-exists"],
    reason:
      "It follows no links, and no paths of a marketplace's entries; that a file is not there, the repository decides.",
  },
  {
    judge: "claude plugin validate",
    how: "false error",
    rules: ["file/repaired-syntax", "file/syntax", "skill/frontmatter"],
    reason: "Claude Code mends such frontmatter or goes on without it; Codex and Copilot CLI drop the file.",
  },
  {
    judge: "opencode debug config",
    how: "false error",
    rules: ["file/syntax"],
    reason:
      "OpenCode takes the whole file for the prompt where its frontmatter is no YAML: model and permissions are lost.",
  },
];

/** Why a disagreement is let be; undefined where nobody has found out yet. */
export function excuseOf(
  judge: string,
  how: Disagreement["how"],
  rules: readonly string[],
  text: string,
): string | undefined {
  return EXCUSES.find(
    (one) =>
      one.judge === judge &&
      one.how === how &&
      (one.rules === undefined || rules.every((rule) => one.rules?.includes(rule))) &&
      (one.text === undefined || one.text.test(text)),
  )?.reason;
}
