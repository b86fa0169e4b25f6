import type { Meeting } from "../../rehearsal/agents/meeting.ts";
import { agentOfRequest, type NamedAgent } from "../../rehearsal/agents/named-agent.ts";
import { positionOf } from "../../rehearsal/wire/request.ts";
import type { ModelServerOptions } from "./options.ts";

/**
 * Keeps the first answer to each agent of a meeting until all have asked, or its time is up. Each meeting takes place
 * once: who comes later waits for nobody.
 */
export function holdMeetings(
  meetings: readonly Meeting[],
  agents: readonly NamedAgent[],
): NonNullable<ModelServerOptions["hold"]> {
  const tables = meetings.map(openTable);
  return async ({ request }) => {
    const name = positionOf(request) === 0 ? agentOfRequest(agents, request) : undefined;
    if (name !== undefined) await Promise.all(tables.map((arrive) => arrive(name)));
  };
}

/**
 * Of the event loop, after the time is up. A machine that stood still meanwhile has requests waiting: they have come in
 * time, and each takes a few turns to be connected, read and answered.
 */
const TURNS = 20;

function afterTurns(turns: number, then: () => void): void {
  if (turns === 0) then();
  else setImmediate(afterTurns, turns - 1, then);
}

function openTable({ agents, milliseconds }: Meeting): (name: string) => Promise<void> {
  const missing = new Map(agents);
  const waiting: (() => void)[] = [];
  let over = false;
  let timer: NodeJS.Timeout | undefined;
  const begin = (): void => {
    over = true;
    for (const go of waiting.splice(0)) go();
  };
  return async (name) => {
    if (over || !agents.has(name)) return;
    timer ??= setTimeout(afterTurns, milliseconds, TURNS, begin).unref();
    missing.set(name, (missing.get(name) ?? 0) - 1);
    const begun = new Promise<void>((resolve) => void waiting.push(resolve));
    if ([...missing.values()].every((count) => count <= 0)) begin();
    await begun;
  };
}
