import type { Scenario } from "../../../rehearsal/scenarios/scenario.ts";
import { rehearseAgent } from "./rehearse-agent.ts";
import { rehearseHook } from "./rehearse-hook.ts";
import { rehearseTeam } from "./rehearse-team.ts";
import type { Runner } from "../stage.ts";

/** How a scenario of each kind is run. */
export const runners: { readonly [K in Scenario["kind"]]: Runner<Extract<Scenario, { readonly kind: K }>> } = {
  agent: rehearseAgent,
  hook: rehearseHook,
  team: rehearseTeam,
};
