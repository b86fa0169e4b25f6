import { toApprove } from "../../forge/approval/to-approve.ts";
import type { RolloutStep } from "../../rollout/plan.ts";
import type { RolloutState } from "../../rollout/state.ts";
import { approvalEnvironment } from "../../setup/rollout-shape.ts";
import { phraseFor } from "./awaited.ts";

/** What somebody does on GitHub to approve the step that a rollout waits at, for each role that it asks for. */
export function howToApprove(state: RolloutState, step: RolloutStep): readonly string[] {
  const roles = step.kind === "approval" && step.roles.length > 0 ? step.roles : [null];
  return roles.map((role) => {
    const said = toApprove(phraseFor({ state, step, role }), approvalEnvironment(step.environment, role));
    return `${state.id} waits for an approval${role === null ? "" : ` by ${role}`}. ${said.join(" ")}`;
  });
}
