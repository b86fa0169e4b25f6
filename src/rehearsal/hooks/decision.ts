import type { HookDialect } from "../../clients/hook-events.ts";
import type { Ended } from "../isolation.ts";

/** The clients whose hooks can be rehearsed. */
export type RehearsedDialect = Exclude<HookDialect, "kiro">;

/**
 * What a client does after its hooks: `allow` goes on without asking anybody, `ask` asks the user, `deny` leaves out
 * the one thing that was about to happen, `block` refuses the event as a whole (the prompt, the end of a turn, the
 * result of a tool), and `continue` goes on as if there were no hook.
 */
export const DECISIONS = ["allow", "continue", "ask", "deny", "block"] as const;
export type Decision = (typeof DECISIONS)[number];

export interface Decided {
  readonly decision: Decision;
  /** What the model or the user is told. Quotes the hook. */
  readonly reason?: string;
  /** The client ends the whole run, whatever the decision is about. */
  readonly stops?: true;
  /** The hook did not work as its author meant it: what the client makes of that is the decision. */
  readonly fault?: string;
}

/** How a hook ended, and what it printed. */
export interface HookRan {
  readonly ended: Ended;
  readonly stdout: string;
  readonly stderr: string;
}

export const CONTINUE: Decided = { decision: "continue" };

/** A fault with which the client goes on: the hook protects nothing. */
export const open = (fault: string): Decided => ({ ...CONTINUE, fault });

export const because = (decision: Decision, reason: string): Decided => ({
  decision,
  ...(reason.trim() !== "" && { reason: reason.trim() }),
});

/** The exit code; undefined where there is none, for `fault` says why. */
export const exitOf = ({ ended }: HookRan): number | undefined => (ended.kind === "exit" ? ended.code : undefined);

/** Why a hook has no exit code. */
export function unfinished({ ended }: HookRan): string {
  switch (ended.kind) {
    case "exit":
      return `exited with code ${ended.code}`;
    case "signal":
      return `was ended by ${ended.signal}`;
    case "time-limit":
      return `took longer than its ${ended.limitMs / 1000} s`;
    case "too-many-processes":
      return `started more than ${ended.limit} processes`;
    default:
      return `could not be run: ${ended.reason}`;
  }
}
