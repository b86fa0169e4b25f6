import { toApprove } from "../../forge/approval/to-approve.ts";
import type { RolloutState } from "../../rollout/state.ts";
import { approvalEnvironment } from "../../setup/rollout-shape.ts";
import { type Awaited, phraseFor } from "./awaited.ts";

/** What somebody does on GitHub to let go on what waits for people, for each role that is asked. */
export const howToApprove = (
  state: RolloutState,
  { environment, key, checkpoint, roles }: Awaited,
): readonly string[] =>
  roles.map((role) => {
    const said = toApprove(phraseFor(state, key, role), approvalEnvironment(environment, role));
    const what = checkpoint === undefined ? "waits for an approval" : `waits for ${checkpoint} to be confirmed`;
    return `${state.id} ${what}${role === null ? "" : ` by ${role}`}. ${said.join(" ")}`;
  });
