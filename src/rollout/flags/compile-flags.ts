import { UsageError } from "../../model/usage-error.ts";
import type { Digest, Plan, StepValues } from "../plan.ts";
import type { Exposure, Phase, Pointers, RolloutState } from "../state.ts";
import { CANARY, STABLE, targetingOf } from "./targeting.ts";

/** A rollout as it is walked, and where it stands. */
export interface WalkedRollout {
  readonly plan: Plan;
  readonly state: RolloutState;
}

/** How evaluators hash keys into buckets: under another way every task would be dealt anew. */
export const BUCKETING = "fractional-v2";

/**
 * `flags.json` in flagd's format: one flag for each environment of each rollout. The same states give the same bytes.
 * Throws UsageError where two rollouts claim one flag.
 */
export function compileFlags(rollouts: readonly WalkedRollout[]): string {
  const flags = new Map<string, object>();
  const owners = new Map<string, string>();
  for (const { plan, state } of rollouts.toSorted((one, other) => (one.plan.name < other.plan.name ? -1 : 1)))
    for (const { name, flagKey, exclude } of plan.environments) {
      const exposure = state.environments[name];
      if (!exposure) continue;
      const owner = owners.get(flagKey);
      if (owner !== undefined)
        throw new UsageError(
          `The rollouts "${owner}" and "${plan.name}" both claim the flag "${flagKey}". Give one of them another \`routing.flagd.flagKey\`.`,
        );
      owners.set(flagKey, plan.name);
      flags.set(flagKey, flagOf({ plan, state }, name, exposure, exclude));
    }
  return renderFlags(Object.fromEntries([...flags].toSorted(([one], [other]) => (one < other ? -1 : 1))));
}

/** The bytes of a set of flags. */
export const renderFlags = (flags: Readonly<Record<string, unknown>>): string =>
  `${JSON.stringify({ $schema: "https://flagd.dev/schema/v0/flags.json", metadata: { flagSetId: "agent-ci" }, flags }, null, 2)}\n`;

function flagOf(
  { plan, state }: WalkedRollout,
  environment: string,
  { weight, values, stableValues = {}, lease, stable, canary }: Exposure & Pointers,
  exclude: Readonly<Record<string, readonly string[]>>,
): object {
  const variants = {
    [STABLE]: variantOf(STABLE, stable, stableValues),
    ...(canary !== null && { [CANARY]: variantOf(CANARY, canary, values) }),
  };
  const live = weight > 0 && lease !== null;
  return {
    state: "ENABLED",
    variants,
    defaultVariant: STABLE,
    targeting:
      canary === null
        ? {}
        : targetingOf({
            salt: state.id,
            weight: live ? weight : 0,
            until: live ? Math.floor(lease / 1000) : 0,
            exclude,
            preview: isPreviewed(plan, state.phase, environment),
          }),
    metadata: {
      rollout: state.id,
      environment,
      step: plan.steps[state.step]?.id ?? "end",
      bucketing: BUCKETING,
      inFlight: plan.rollback.inFlight,
    },
  };
}

const variantOf = (role: string, release: Digest | null, values: StepValues): object => ({
  release,
  role,
  values: Object.fromEntries(Object.entries(values).toSorted(([one], [other]) => (one < other ? -1 : 1))),
});

/** The preview of blue-green can be asked for while the rollout goes forward, and by nobody once it goes back. */
const isPreviewed = ({ steps }: Plan, { name }: Phase, environment: string): boolean =>
  (name === "Progressing" || name === "Paused" || name === "AwaitingApproval") &&
  steps.some((step) => step.kind === "switch" && step.environment === environment);
