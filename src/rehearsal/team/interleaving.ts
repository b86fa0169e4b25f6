/** What an agent does: it runs, waits for an answer, waits for another agent, or is over. */
type Standing = "acts" | "waits" | "stuck" | "over";

/** Whose turn it is among agents of which one acts at a time, and what decides it: data. */
export interface Interleaving {
  readonly standings: readonly Standing[];
  /** Agents whose answers were released, by number, in that order. Starting counts as an answer. */
  readonly order: readonly number[];
  readonly dice: number;
}

/** Something happened to an agent. */
export interface TurnEvent {
  readonly agent: number;
  readonly now: Exclude<Standing, "acts">;
}

/** Nobody reads a longer order. */
const MOST_TOLD = 1000;

/** Agents that are about to start, each of which will wait for that. */
export const newInterleaving = (agents: number, seed: number): Interleaving => ({
  standings: Array.from({ length: agents }, () => "acts"),
  order: [],
  dice: seed >>> 0,
});

/**
 * What follows from an event; `next` is the agent whose waiting answer is to be released. That happens where nobody
 * acts, and the dice choose among those that wait. Who waits for another agent, without asking a model, acts on when
 * that one has gone on: it keeps nobody.
 */
export function afterTurn(before: Interleaving, { agent, now }: TurnEvent): Interleaving & { readonly next?: number } {
  const standings = before.standings.with(agent, now);
  const waiting = [...standings.keys()].filter((at) => standings[at] === "waits");
  if (standings.includes("acts") || waiting.length === 0) return { ...before, standings };
  const [share, dice] = roll(before.dice);
  const next = waiting[Math.floor(share * waiting.length)] ?? 0;
  return {
    standings: standings.with(next, "acts"),
    order: before.order.length < MOST_TOLD ? [...before.order, next] : before.order,
    dice,
    next,
  };
}

/** mulberry32, by Tommy Ettinger: a share from 0 up to 1, and the state of the next roll. */
function roll(state: number): readonly [number, number] {
  const next = (state + 0x6d2b79f5) >>> 0;
  let mixed = Math.imul(next ^ (next >>> 15), next | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return [((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32, next];
}
