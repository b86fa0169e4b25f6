import { afterTurn, type Interleaving, newInterleaving, type TurnEvent } from "../../rehearsal/team/interleaving.ts";

/** Lets the agents of a team act one at a time. */
export interface Turns {
  /** Kept until the agent may go on. */
  readonly wait: (agent: number) => Promise<void>;
  readonly end: (agent: number) => void;
  readonly order: () => readonly number[];
  /** Lets go of everybody. */
  readonly stop: () => void;
}

interface Taking {
  readonly agents: number;
  readonly seed: number;
  /** An agent that asks nothing for so many milliseconds waits for another one. */
  readonly patienceMs: number;
  /** Told before the next agent goes on: who may have acted, who is over, and who is at work all the same. */
  readonly acted: (by: readonly number[], over: readonly number[], busy: readonly number[]) => void;
}

/** By a seed: the same agents with the same seed go on in the same order. */
export function takeTurns({ agents, seed, patienceMs, acted }: Taking): Turns {
  let state: Interleaving = newInterleaving(agents, seed);
  const kept = new Map<number, (() => void)[]>();
  let patience: NodeJS.Timeout | undefined;
  let stopped = false;
  const standing = (...which: readonly Interleaving["standings"][number][]): readonly number[] =>
    [...state.standings.keys()].filter((at) => which.includes(state.standings[at] ?? "over"));
  const letGo = (agent: number): void => {
    for (const go of kept.get(agent) ?? []) go();
    kept.delete(agent);
  };
  const take = (event: TurnEvent): void => {
    if (stopped || state.standings[event.agent] === "over") return;
    const by = standing("acts", "stuck");
    const { next, ...after } = afterTurn(state, event);
    state = after;
    const busy = standing("acts", "stuck").filter((agent) => agent !== next);
    acted(by, standing("over"), busy);
    if (next === undefined) return;
    clearTimeout(patience);
    patience = setTimeout(() => {
      if (state.standings[next] === "acts") take({ agent: next, now: "stuck" });
    }, patienceMs);
    letGo(next);
  };
  return {
    wait: (agent) =>
      new Promise((go) => {
        if (stopped || state.standings[agent] === "over") return go();
        kept.set(agent, [...(kept.get(agent) ?? []), go]);
        take({ agent, now: "waits" });
      }),
    end: (agent) => {
      take({ agent, now: "over" });
      letGo(agent);
    },
    order: () => state.order,
    stop: () => {
      stopped = true;
      clearTimeout(patience);
      for (const agent of kept.keys()) letGo(agent);
    },
  };
}

/** The same for agents that act side by side: nobody is kept. */
export const SIDE_BY_SIDE: Turns = {
  wait: async () => undefined,
  end: () => undefined,
  order: () => [],
  stop: () => undefined,
};
