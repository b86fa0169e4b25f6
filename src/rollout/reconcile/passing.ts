import type { RolloutStep } from "../plan.ts";
import type { RolloutState } from "../state.ts";
import { became, ITSELF, type Turn, waiting } from "./turn.ts";

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

export const minutes = (span: number): string => `${Math.floor(span / 60_000)} min`;
