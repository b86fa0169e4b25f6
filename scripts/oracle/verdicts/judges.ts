import type { Client } from "../../../src/model/client.ts";
import type { Question } from "../questions.ts";

/** A client that says of a whole configuration whether it is right, and the files that it says so of. */
export interface Judge {
  readonly name: string;
  readonly client: Client;
  /** It goes to each folder of the top. */
  readonly question: Question;
  /** The files of an input that are laid out for it; an input without one of `needs` is not put to it. */
  readonly reads: RegExp;
  readonly needs: RegExp;
  /** Whether its answer about one folder complains. */
  readonly complains: (answer: string) => boolean;
}

export const JUDGES = {
  doctor: {
    name: "claude doctor",
    client: "claude-code",
    question: "claude doctor each",
    reads: /^(?:\.claude\/settings\.json|\.mcp\.json)$/,
    needs: /./,
    complains: (answer) => /Invalid settings|was skipped|may not work|is not matched|matches no known/.test(answer),
  },
  validate: {
    name: "claude plugin validate",
    client: "claude-code",
    question: "claude validate each",
    // The manifests of other clients it does not look at.
    reads: /^(?!\.git\/|\.(?:codex|cursor|kimi)-plugin\/|\.github\/)/,
    needs: /^\.claude-plugin\/(?:plugin|marketplace)\.json$/,
    complains: (answer) => !answer.includes('"success": true'),
  },
  codex: {
    name: "codex",
    client: "codex",
    question: "codex prompt each",
    reads: /^\.codex\/config\.toml$/,
    needs: /./,
    complains: (answer) => !answer.includes('"role": "developer"'),
  },
  opencode: {
    name: "opencode debug config",
    client: "opencode",
    question: "opencode config each",
    reads: /^(?:opencode\.jsonc?|\.opencode\/.*\.md)$/,
    needs: /./,
    complains: (answer) => answer.includes("is invalid") || answer.includes("is not valid JSON"),
  },
  gemini: {
    name: "gemini settings",
    client: "gemini-cli",
    question: "gemini settings each",
    reads: /^\.gemini\/settings\.json$/,
    needs: /./,
    complains: (answer) => answer.includes("Invalid configuration in") || !answer.includes("pong"),
  },
} as const satisfies Readonly<Record<string, Judge>>;
export type JudgeName = keyof typeof JUDGES;
