import type { Decided, Decision } from "./decision.ts";
import type { HookEvent } from "./hook-event.ts";

/** What may be asked of a decision: one of them, or whether the event goes its way. */
export const EXPECTED = ["allow", "continue", "ask", "deny", "block", "refused", "passed"] as const;
export type Expected = (typeof EXPECTED)[number];

/** One row of a table of events: something that happens, and what the hooks must make of it. */
export interface HookCase extends HookEvent {
  /** What it stands for, in the words of whoever wrote it. */
  readonly because?: string;
  readonly decision: Expected;
  /** Must stand in the reason that the model or the user is told. */
  readonly reason?: string;
  /** The exit code of the hook that decided; where several hooks ran, of each. */
  readonly exitCode?: number;
  /** Must stand in what the hooks print on either stream. */
  readonly output?: string;
  /** Milliseconds that each hook may take. */
  readonly within?: number;
}

/** What came of an event. */
export interface HookOutcome {
  readonly decided: Decided;
  readonly ran: readonly {
    readonly command: string;
    readonly exitCode?: number;
    readonly output: string;
    readonly durationMs: number;
  }[];
  /** Hooks that could not be rehearsed, in a sentence each. */
  readonly left: readonly string[];
}

const MEANS: Readonly<Record<"refused" | "passed", readonly Decision[]>> = {
  refused: ["deny", "block"],
  passed: ["allow", "continue"],
};
const SHOWN = 200;

/** What of an expectation was missed, a sentence each; none where all was met. Quotes the hook. */
export function missedBy(row: HookCase, { decided, ran, left }: HookOutcome): readonly string[] {
  const missed: string[] = [];
  const wanted = row.decision === "refused" || row.decision === "passed" ? MEANS[row.decision] : [row.decision];
  const fault = decided.fault === undefined ? "" : ` (${quoted(decided.fault)})`;
  if (!wanted.includes(decided.decision)) missed.push(`must be ${row.decision}, and is ${decided.decision}${fault}`);
  // Of a hook that could not be rehearsed nobody knows what it lets pass; one that hears of nothing guards nothing.
  if (left.length > 0) missed.push(`a hook could not be rehearsed: ${left.map(quoted).join("; ")}`);
  else if (row.decision !== "passed" && row.decision !== "continue" && ran.length === 0)
    missed.push("no hook hears of it");
  if (row.reason !== undefined && !(decided.reason ?? "").includes(row.reason))
    missed.push(`the reason must have "${quoted(row.reason)}", and is "${quoted(decided.reason ?? "")}"`);
  for (const { command, exitCode, output, durationMs } of ran) {
    const name = quoted(command);
    if (row.exitCode !== undefined && exitCode !== row.exitCode)
      missed.push(`${name} must exit with ${row.exitCode}, and exits with ${exitCode ?? "no code"}`);
    if (row.output !== undefined && !output.includes(row.output))
      missed.push(`${name} must print "${quoted(row.output)}"`);
    if (row.within !== undefined && durationMs > row.within)
      missed.push(`${name} must take at most ${row.within} ms, and takes ${Math.round(durationMs)}`);
  }
  return missed;
}

const quoted = (text: string): string => {
  const line = text.replaceAll(/\s+/g, " ").trim();
  return line.length > SHOWN ? `${line.slice(0, SHOWN - 1)}…` : line;
};
