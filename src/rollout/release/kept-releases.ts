import type { Digest } from "../plan.ts";
import type { FormerRelease, Pointers, RolloutState } from "../state.ts";

/** What of a state decides which releases it needs. */
export interface NeedsOfState extends Pick<RolloutState, "rollout" | "release" | "bad"> {
  readonly history: readonly Pick<FormerRelease, "release" | "id" | "end">[];
  readonly environments: Readonly<Record<string, Pointers>>;
}

/**
 * The releases that a rollout may still need, each with what for: those that are tried, the way back from them, and the
 * last so many that ended well. At weight 100 the stable release is still the way back: nothing but its end frees it.
 */
export function keptReleases(states: readonly NeedsOfState[], window: number): ReadonlyMap<Digest, string> {
  const kept = new Map<Digest, string>();
  const keep = (digest: Digest | null, why: string): void => {
    if (digest !== null && !kept.has(digest)) kept.set(digest, why);
  };
  for (const state of states) {
    const { rollout } = state;
    for (const [name, { active, stable, canary }] of Object.entries(state.environments)) {
      keep(active, `active in ${name}`);
      keep(stable, `stable in ${name}`);
      keep(canary, `canary in ${name}`);
    }
    keep(state.release, `of ${rollout}`);
    const healthy = state.history.filter(({ end, release }) => end === "Healthy" && !Object.hasOwn(state.bad, release));
    for (const { release, id } of healthy.slice(-window)) keep(release, `the way back to ${id}`);
  }
  return kept;
}
