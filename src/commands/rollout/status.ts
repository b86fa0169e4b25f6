import { expectBranch } from "../../deploying/read-state.ts";
import { stateOf } from "../../deploying/ask.ts";
import { historyOf } from "../../deploying/read-history.ts";
import { rolloutsIn } from "../../ledger/coverage.ts";
import { UsageError } from "../../model/usage-error.ts";
import { attemptsOf, sharesOf } from "../../rollout/history/attempts.ts";
import { askedSince, asksSomebody, statusSheet } from "../../rollout/history/status.ts";
import { toPlan } from "../../rollout/spec/draft-plan.ts";
import { openState } from "../../workspace/open-state.ts";
import type { World } from "../../workspace/world.ts";
import { trustedKeys } from "../deploy/keys.ts";
import { findRollout, nameOfRollout } from "../deploy/read-rollout.ts";
import { stateLines } from "../deploy/state-lines.ts";
import { showLines } from "../../report/escape/terminal.ts";
import { formatOf } from "./ask.ts";
import type { RolloutValues } from "./options.ts";
import { printsText, tellSheets } from "./tell-sheets.ts";

/** Events that a terminal shows, and a page. */
const FEW = 12;
const MANY = 1000;

/**
 * Where rollouts stand, and whether anybody vouches for that: each in a few lines, one that is named with what led
 * there. 1 where nobody vouches. Of all rollouts one that cannot be read hides no other.
 */
export async function rolloutStatus(world: World, values: RolloutValues, named: string | undefined): Promise<number> {
  const { branch, place } = await openState(world, values.state);
  const read = await branch.read({ closed: true });
  expectBranch(read);
  const names = named === undefined ? rolloutsIn(read.files.keys()) : [nameOfRollout(named)];
  const keys = trustedKeys(place.top);
  const now = world.clock.now();
  const unread: string[] = [];
  const factsOf = (name: string) => {
    const state = stateOf(read, name);
    const { moments, reasons } = historyOf(read, name, keys);
    const spec = findRollout(place, name);
    const plan = spec?.digest === state.plan ? toPlan(spec) : undefined;
    const attempt = attemptsOf(moments).findLast(({ id }) => id === state.id);
    return { name, state, covered: reasons.length === 0, reasons, plan, moments, attempt, now };
  };
  const all = names.flatMap((name) => {
    try {
      return [factsOf(name)];
    } catch (error) {
      if (named !== undefined || !(error instanceof UsageError)) throw error;
      unread.push(error.message);
      return [];
    }
  });
  if (names.length === 0 && formatOf(values) !== "json") world.out("No rollout has begun yet.\n");
  else if (named === undefined && printsText(values))
    for (const { plan, state, attempt, reasons, covered } of all) {
      const lines = [
        ...stateLines(plan, state, now),
        ...[...asksSomebody(state), ...askedSince(attempt)].map((line) => `  ${line}`),
        `  last tick ${new Date(state.tickedAt).toISOString()}`,
        ...(covered ? [] : [`  nobody vouches for this: ${reasons.join("; ")}`]),
      ];
      world.out(showLines(lines));
    }
  else {
    const rollouts = all.map(({ name, state, covered, reasons, attempt }) => ({
      name,
      state,
      covered,
      reasons,
      shares: attempt ? sharesOf(attempt, now) : {},
      events: (attempt?.moments ?? []).map((moment) => ({ ...moment, standing: undefined })),
    }));
    tellSheets(world, values, (format) => all.map((one) => statusSheet(one, format === "text" ? FEW : MANY)), {
      version: 1,
      rollouts,
      unread,
    });
  }
  for (const one of unread) world.notice(one);
  return unread.length === 0 && all.every(({ covered }) => covered) ? 0 : 1;
}
