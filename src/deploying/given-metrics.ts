import type { StateRead } from "../host/state/state-branch.ts";
import { GIVEN, LABELS, LISTENING, UNKNOWN_STEP } from "../rollout/alerts/actions.ts";
import { stateOrNone, stepOf } from "./heed-alerts.ts";
import { rolloutsOf } from "./ask.ts";
import { TAKING_BACK } from "../rollout/reconcile/evidence.ts";
import { isLive } from "../rollout/reconcile/turn.ts";
import type { RolloutState } from "../rollout/state.ts";
import { requestsOf } from "./requests.ts";

/** Who is given what, for Prometheus: https://prometheus.io/docs/instrumenting/exposition_formats/ */
export function givenMetrics(read: StateRead): string {
  const lines = rolloutsOf(read).flatMap((rollout) => {
    const state = stateOrNone(read, rollout);
    // Of what cannot be read nobody says that it is not given.
    const given = !state || isGiven(read, rollout, state);
    const step = given ? ((state && stepOf(read, rollout)) ?? UNKNOWN_STEP) : "";
    const labels = { [LABELS.rollout]: rollout, attempt: state?.id ?? "", step };
    const shown = Object.entries(labels).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
    return `${GIVEN}{${shown.join(",")}} ${given ? 1 : 0}`;
  });
  const listening = [`# HELP ${LISTENING} Alerts are heard.`, `# TYPE ${LISTENING} gauge`, `${LISTENING} 1`];
  return [
    ...listening,
    `# HELP ${GIVEN} 1 while somebody is given the release.`,
    `# TYPE ${GIVEN} gauge`,
    ...lines,
  ].join("\n");
}

/** By what is written, and by what is asked for. */
function isGiven(read: StateRead, rollout: string, state: RolloutState): boolean {
  const isTakenBack = requestsOf(read.files, rollout).some(({ verb }) => TAKING_BACK.has(verb));
  if (isTakenBack || !isLive(state)) return false;
  return Object.values(state.environments).some(
    ({ active, canary }) => active === state.release || canary === state.release,
  );
}
