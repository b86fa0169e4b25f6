import type { OpenTarget } from "../host/targets/target.ts";
import type { Digest, Plan } from "../rollout/plan.ts";
import type { RolloutEvidence, RolloutRequest } from "../rollout/reconcile/evidence.ts";
import { goodBefore } from "../rollout/reconcile/roll-back.ts";
import { isLive } from "../rollout/reconcile/turn.ts";
import type { ReleaseContents } from "../rollout/release/release.ts";
import type { RolloutState } from "../rollout/state.ts";

interface From {
  readonly plan: Plan;
  readonly contents: ReleaseContents;
  readonly targets: ReadonlyMap<string, OpenTarget>;
}
/**
 * Brings the release of the checkout to every target, and looks whether it and what it would be rolled back to are
 * whole there: both are at hand before anybody is given either.
 */
export async function bringReleases(
  { contents, targets, plan }: From,
  state: RolloutState | null,
  requests: readonly RolloutRequest[],
): Promise<RolloutEvidence["intact"]> {
  const intact = new Map<Digest, string | null>();
  const judge = (digest: Digest, faults: readonly string[]): void => {
    const known = intact.get(digest) ?? null;
    intact.set(digest, known ?? (faults.length > 0 ? faults.join("; ") : null));
  };
  const force = requests.find((one) => one.force === true && one.why !== "")?.why;
  const isBad = state !== null && Object.hasOwn(state.bad, contents.digest);
  const good = state && requests.some(({ verb }) => verb === "undo") ? goodBefore(plan, state) : undefined;
  const undone = good && "release" in good ? [good.release] : [];
  for (const [name, target] of targets) {
    const given = givenIn(state, name);
    if (!given.has(contents.digest) && (!isBad || force !== undefined)) {
      const { ok, faults } = await target.deploy(contents, force === undefined ? {} : { force });
      judge(contents.digest, ok ? [] : faults);
    }
    for (const digest of [...given, ...undone]) judge(digest, (await target.verify(digest)).faults);
  }
  return Object.fromEntries(intact);
}

/** What is given to somebody there: it is looked at and never mended, for whoever changed it would not be found out. */
function givenIn(state: RolloutState | null, environment: string): ReadonlySet<Digest> {
  const stable = state?.environments[environment]?.stable ?? null;
  return new Set([...(state && isLive(state) ? [state.release] : []), ...(stable === null ? [] : [stable])]);
}
