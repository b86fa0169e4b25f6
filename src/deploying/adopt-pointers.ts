import type { OpenTarget } from "../host/targets/target.ts";
import type { Digest, Plan } from "../rollout/plan.ts";
import type { RolloutEvidence } from "../rollout/reconcile/evidence.ts";
import type { RolloutState } from "../rollout/state.ts";

interface Adopting {
  /** By environment, what is taken over for stable. */
  readonly adopted: NonNullable<RolloutEvidence["adopted"]>;
  /** By environment, why nothing may be begun there: what its target points at, or that nobody can tell. */
  readonly foreign: ReadonlyMap<string, string>;
}
interface From {
  readonly plan: Plan;
  readonly targets: ReadonlyMap<string, OpenTarget>;
}

/**
 * Looks at the targets that no attempt of this rollout was for: those of its first one, of an environment that is new,
 * of one whose target is another by now. A rollout says of each pointer where it is to be: what somebody else put there
 * would be gone with the first tick, and nobody would know the way back.
 */
export async function adoptPointers(
  { plan, targets }: From,
  state: RolloutState | null,
  before: Plan,
  adopts: boolean,
): Promise<Adopting> {
  const adopted: Record<string, Digest> = {};
  const foreign = new Map<string, string>();
  const own = state ? releasesIn(state) : new Set();
  for (const [name, target] of targets) {
    if (state && Object.hasOwn(state.environments, name) && isSame(before, plan, name)) continue;
    const read = await target
      .read()
      .catch((error: unknown) => (error instanceof Error ? error.message : String(error)));
    if (typeof read === "string") {
      foreign.set(name, `what ${name} points at cannot be read, so that nothing is begun: ${read}`);
      continue;
    }
    const { active, stable, canary } = read.pointers;
    const found = active ?? stable ?? canary;
    if (found === null || own.has(found)) continue;
    if (adopts) adopted[name] = found;
    else foreign.set(name, sayForeign(name, found, plan.name));
  }
  return { adopted, foreign };
}

const isSame = (before: Plan, now: Plan, environment: string): boolean => {
  const [was, is] = [before, now].map(({ environments }) => environments.find(({ name }) => name === environment));
  return was === undefined || JSON.stringify(was.target) === JSON.stringify(is?.target);
};

const releasesIn = ({ release, environments, history }: RolloutState): ReadonlySet<Digest | null> =>
  new Set([
    release,
    ...Object.values(environments).flatMap(({ active, stable, canary }) => [active, stable, canary]),
    ...history.map((one) => one.release),
  ]);

/** What to do about it, for who runs the tick. */
const sayForeign = (name: string, digest: Digest, rollout: string): string =>
  `${name} points at ${digest} already, which no attempt of ${rollout} put there, so that nothing is begun. ` +
  `Take it over as what is stable: agent-ci rollout start ${rollout} --reason "…". Or give ${name} a target of its own`;
