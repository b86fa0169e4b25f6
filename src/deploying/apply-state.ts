import type { OpenTarget } from "../host/targets/target.ts";
import type { Digest } from "../rollout/plan.ts";
import type { RolloutState } from "../rollout/state.ts";

/** Makes each target as the state wants it, whatever it was; what could not be done is told, and tried at each tick. */
export async function applyState(
  targets: ReadonlyMap<string, OpenTarget>,
  { environments, bad }: RolloutState,
  keep: readonly Digest[],
): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const [name, target] of targets) {
    const pointers = environments[name];
    if (!pointers) continue;
    const { active, stable, canary } = pointers;
    const applied = await target.applyPointers({ active, stable, canary }, keep, bad);
    faults.push(...applied.faults.map((fault) => `${name}: ${fault}`));
  }
  return faults;
}
