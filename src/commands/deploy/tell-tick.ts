import type { Ticked } from "../../deploying/tick.ts";
import { safeJson } from "../../report/escape/json.ts";
import { showLines } from "../../report/escape/terminal.ts";
import type { World } from "../../workspace/world.ts";
import { stateLines } from "./state-lines.ts";

/**
 * What a tick came to. 1 where something went wrong in it: it was rolled back, failed or frozen by it, nothing vouches
 * for the state, or a target is not as the state wants it.
 */
export function tellTick(world: World, format: unknown, ticked: Ticked): number {
  const { state, plan, audit, waits, uncovered, faults, actions, written, unreached } = ticked;
  if (format === "json") world.out(safeJson({ version: 1, state, audit, waits, uncovered, faults, unreached }));
  else {
    const lines = [
      ...(state === null ? [] : stateLines(plan, state, world.clock.now())),
      ...(written
        ? audit.map(({ event, actor, why }) => {
            const who = actor === "agent-ci" ? event : `${event} by ${actor}`;
            return why === "" ? `  ${who}` : `  ${who}: ${why}`;
          })
        : []),
      ...(waits === "" ? [] : [`waits: ${waits}`]),
    ];
    world.out(showLines(lines));
  }
  for (const fault of faults) world.notice(`${fault}. The next tick tries again.`);
  for (const one of unreached) world.notice(`${one}. It is tried again at each tick, for a day.`);
  if (uncovered !== null)
    world.notice(`Nothing is raised, for nobody vouches for the state: ${uncovered}. Look: agent-ci audit verify`);
  for (const action of written ? actions : [])
    if (action.kind === "notify") world.notice(`${action.trigger}: ${action.why}`);
  const ended = written && audit.some(({ event }) => ENDS.has(event));
  return ended || faults.length > 0 || uncovered !== null ? 1 : 0;
}

const ENDS: ReadonlySet<string> = new Set(["rolling-back", "failed", "frozen"]);
