import { phraseOf, reportDigest } from "../../approval/phrase.ts";
import type { RolloutStep } from "../../rollout/plan.ts";
import type { RolloutState } from "../../rollout/state.ts";

/** A step that waits for somebody, and the attempt that it is of. */
export interface Awaited {
  readonly state: RolloutState;
  readonly step: RolloutStep;
  readonly role: string | null;
}

/** What is approved, by its name and by all that an approval is bound to besides the commit. */
export const approvedSubject = ({ rollout }: RolloutState): string => `rollout/${rollout}`;
export const awaitedDigest = ({ state: { id, release, plan, risk }, step, role }: Awaited): string =>
  reportDigest({ attempt: id, step: step.id, role, release, plan, risk });

/** What has to be said to approve a step; another attempt, release, specification, risk or commit has another one. */
export const phraseFor = (awaited: Awaited): string =>
  phraseOf(approvedSubject(awaited.state), awaited.state.commit, awaitedDigest(awaited));
