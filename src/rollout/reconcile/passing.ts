import type { NamedJob, RolloutStep } from "../plan.ts";
import type { RolloutState } from "../state.ts";
import { rollBack } from "./roll-back.ts";
import { became, ITSELF, paused, type Turn, waiting } from "./turn.ts";

/** The same turn where it says already why it waits: so walking ends. */
export const stay = (turn: Turn, why: string): Turn => (turn.waits === why ? turn : waiting(turn, why));

/** The step is done; the next one begins now. */
export function passed(
  turn: Turn,
  step: RolloutStep,
  why: string,
  changes: Partial<RolloutState> = {},
  evidence?: readonly string[],
): Turn {
  const { now, state } = turn;
  const next = { step: state.step + 1, stepSince: now, held: 0, phase: { name: "Progressing" }, ...changes } as const;
  const event = {
    event: `passed-${step.kind}`,
    actor: ITSELF,
    why: `${step.id}: ${why}`,
    ...(evidence && { evidence }),
  };
  return waiting(became(turn, next, event), "");
}

/** Since when a step waits: somebody who goes on lets it wait anew. */
export const waitingSince = ({ stepSince, deadlineFrom }: RolloutState): number => Math.max(stepSince, deadlineFrom);

/** Where nobody answered: it is taken back, or somebody is called who decides. */
export const timedOut = (turn: Turn, onTimeout: "abort" | "hold", why: string): Turn =>
  onTimeout === "abort"
    ? rollBack(turn, { why })
    : paused(turn, { name: "Paused", reason: "TimedOut", why }, { page: true });

/** Waits for what has to be so before a step begins, and asks somebody when that takes too long. */
export function blocked(turn: Turn, why: string): Turn {
  const { plan, now, state } = turn;
  return now - waitingSince(state) < plan.waits.begin
    ? stay(turn, why)
    : paused(turn, { name: "Paused", reason: "Blocked", why });
}

/**
 * Whether a job, which is asked for at each tick until one tells its end, has had its time. It may have been held up
 * for as long as a step is waited for that cannot begin: a tick that was ended is no failure of the release.
 */
export const neverEnds = ({ plan, now, state }: Turn, { timeout }: Pick<NamedJob, "timeout">): boolean =>
  now - waitingSince(state) > plan.waits.begin + timeout;
