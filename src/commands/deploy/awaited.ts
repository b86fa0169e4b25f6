import { phraseOf, reportDigest } from "../../approval/phrase.ts";
import type { Plan, RolloutStep } from "../../rollout/plan.ts";
import { attemptDigest } from "../../rollout/reconcile/approvals.ts";
import { checkpointKey } from "../../rollout/reconcile/checkpoints.ts";
import type { RolloutState } from "../../rollout/state.ts";

/** What waits for people: a step, or a checkpoint of one that is watched. */
export interface Awaited {
  readonly environment: string;
  /** By what name a state remembers who agreed to it. */
  readonly key: string;
  readonly checkpoint?: string;
  /** Who is asked; null for anybody who may. */
  readonly roles: readonly (string | null)[];
}

/** All that waits for people now. */
export function awaitedIn({ steps }: Plan, state: RolloutState): readonly Awaited[] {
  const step = steps[state.step];
  if (step?.kind === "approval" && state.phase.name === "AwaitingApproval")
    return [{ environment: step.environment, key: step.id, roles: rolesOf(step) }];
  if (step?.kind !== "monitor") return [];
  return step.checkpoints
    .map((one) => ({ one, key: checkpointKey(step, one) }))
    .filter(({ one, key }) => one.confirmations.length > 0 && state.checkpoints[key]?.end === null)
    .map(({ one, key }) => ({ environment: step.environment, key, checkpoint: one.name, roles: rolesOf(one) }));
}

/** The commit whose golden cases are waited for; undefined where none are. */
export const goldenAwaited = ({ steps }: Plan, { step, phase, commit }: RolloutState): string | undefined =>
  steps[step]?.kind === "golden" && phase.name === "Progressing" ? commit : undefined;

/** Everybody that a plan asks, by the environment that it is about. */
export const askedBy = ({ steps }: Plan): readonly Pick<Awaited, "environment" | "roles">[] =>
  steps.flatMap((step: RolloutStep) => {
    const asking =
      step.kind === "approval"
        ? [step]
        : step.kind === "monitor"
          ? step.checkpoints.filter(({ confirmations }) => confirmations.length > 0)
          : [];
    return asking.map((one) => ({ environment: step.environment, roles: rolesOf(one) }));
  });

const rolesOf = ({ roles }: { readonly roles: readonly string[] }): Awaited["roles"] =>
  roles.length === 0 ? [null] : roles;

/** Of which rollout somebody agrees to something, and to what of which attempt, as whom. */
export const approvedSubject = ({ rollout }: RolloutState): string => `rollout/${rollout}`;
export const awaitedDigest = (state: RolloutState, key: string, role: string | null): string =>
  reportDigest({ of: attemptDigest(state), key, role });

/** What has to be said to agree; another attempt, release, specification, risk or commit has another phrase. */
export const phraseFor = (state: RolloutState, key: string, role: string | null): string =>
  phraseOf(approvedSubject(state), state.commit, awaitedDigest(state, key, role));
