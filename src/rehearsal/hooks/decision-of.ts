import type { Decided, Decision, HookRan, RehearsedDialect } from "./decision.ts";
import { CONTINUE, DECISIONS } from "./decision.ts";
import { decideClaudeCode } from "./decide/claude-code.ts";
import { decideCodex } from "./decide/codex.ts";
import { decideCopilot } from "./decide/copilot.ts";
import { decideCursor } from "./decide/cursor.ts";
import { decideGeminiCli } from "./decide/gemini-cli.ts";
import type { HookEvent } from "./hook-event.ts";
import type { HookRun } from "./hook-runs.ts";

/** What a client makes of one hook that ran. Never throws, whatever the hook printed. */
export function decisionOf(
  dialect: RehearsedDialect,
  event: HookEvent,
  ran: HookRan,
  { failClosed, unheard }: Pick<HookRun, "failClosed" | "unheard"> = { failClosed: false, unheard: false },
): Decided {
  if (unheard) return { ...CONTINUE, fault: "runs in the background: the client does not wait for what it says" };
  switch (dialect) {
    case "claude-code":
      return decideClaudeCode(event, ran);
    case "codex":
      return decideCodex(event, ran);
    case "copilot":
      return decideCopilot(event, ran);
    case "cursor":
      return decideCursor(event, ran, failClosed);
    default:
      return decideGeminiCli(event, ran);
  }
}

/** What a client does after all hooks of an event: the strictest decision holds, by the first hook that made it. */
export function joinDecisions(all: readonly Decided[]): Decided {
  const strictest = all.toSorted((one, other) => rank(other.decision) - rank(one.decision))[0] ?? CONTINUE;
  const faults = all.flatMap(({ fault }) => fault ?? []);
  return {
    decision: strictest.decision,
    ...(strictest.reason !== undefined && { reason: strictest.reason }),
    ...(all.some(({ stops }) => stops) && { stops: true as const }),
    ...(faults.length > 0 && { fault: faults.join("; ") }),
  };
}

/** Whoever says nothing leaves the word to whoever allows. */
const rank = (decision: Decision): number => (decision === "continue" ? -1 : DECISIONS.indexOf(decision));
