import type { Ticked } from "../../deploying/tick.ts";
import { renderSheets } from "../../report/sheet.ts";
import { toneOf } from "../../rollout/history/views.ts";
import type { Plan } from "../../rollout/plan.ts";
import type { RolloutState } from "../../rollout/state.ts";
import type { AskedPerson } from "./how-to-approve.ts";
import { stateLines } from "./state-lines.ts";

/** Where a rollout stands after a tick, and what somebody has to do, for whoever looks at the run alone. */
export function rolloutSummary(
  plan: Plan,
  state: RolloutState,
  now: number,
  { waits }: Pick<Ticked, "waits">,
  asked: readonly AskedPerson[],
): string {
  const lines = [
    ...asked.map(({ how }) => how),
    ...stateLines(plan, state, now),
    ...(waits === "" ? [] : [`waits: ${waits}`]),
  ];
  const sheet = { title: state.id, word: state.phase.name, tone: toneOf(state.phase.name), lines, views: [] };
  return `${renderSheets([sheet], undefined, "markdown")}\n`;
}
