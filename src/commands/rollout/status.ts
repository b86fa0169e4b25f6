import { stateOf } from "../../deploying/ask.ts";
import { coverage, rolloutsIn } from "../../ledger/coverage.ts";
import { UsageError } from "../../model/usage-error.ts";
import { safeJson } from "../../report/escape/json.ts";
import { guardLines, terminal } from "../../report/escape/terminal.ts";
import { toPlan } from "../../rollout/spec/draft-plan.ts";
import { openState } from "../../workspace/open-state.ts";
import type { World } from "../../workspace/world.ts";
import { trustedKeys } from "../deploy/keys.ts";
import { findRollout, nameOfRollout } from "../deploy/read-rollout.ts";
import { stateLines } from "../deploy/state-lines.ts";
import { type AskValues, formatOf } from "./ask.ts";

/** Where rollouts stand, and whether anybody vouches for that. 1 where nobody does. */
export async function rolloutStatus(world: World, values: AskValues, named: string | undefined): Promise<number> {
  const { branch, place } = await openState(world, values.state);
  const read = await branch.read();
  if (read.commit === null) throw new UsageError("There is no branch of states yet: agent-ci rollout init makes it.");
  const names = named === undefined ? rolloutsIn(read.files.keys()) : [nameOfRollout(named)];
  const keys = trustedKeys(place.top);
  const all = names.map((name) => {
    const state = stateOf(read, name);
    const { covered, reasons } = coverage(read.bytes, read.brought, name, keys);
    return { name, state, covered, reasons };
  });
  if (formatOf(values) === "json") world.out(safeJson({ version: 1, rollouts: all }));
  else
    for (const { name, state, covered, reasons } of all) {
      const spec = findRollout(place, name);
      const plan = spec?.digest === state.plan ? toPlan(spec) : undefined;
      const lines = [
        ...stateLines(plan, state, world.clock.now()),
        `  last tick ${new Date(state.tickedAt).toISOString()}`,
        ...(covered ? [] : [`  nobody vouches for this: ${reasons.join("; ")}`]),
      ];
      world.out(guardLines(lines.map((line) => `${terminal(line)}\n`).join("")));
    }
  if (all.length === 0) world.out("No rollout has begun yet.\n");
  return all.every(({ covered }) => covered) ? 0 : 1;
}
