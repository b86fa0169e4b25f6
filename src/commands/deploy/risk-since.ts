import { commitFiles } from "../../host/git/commit-files.ts";
import { commitOf, type Git } from "../../host/git/git.ts";
import { UsageError } from "../../model/usage-error.ts";
import type { Digest } from "../../rollout/plan.ts";
import { gatherRelease } from "../../rollout/release/gather-release.ts";
import { releaseFiles } from "../../rollout/release/release-files.ts";
import type { ReleaseContents } from "../../rollout/release/release.ts";
import { riskBetween } from "../../rollout/risk.ts";
import type { RolloutState } from "../../rollout/state.ts";

interface Offered {
  readonly contents: ReleaseContents;
  readonly include: readonly string[];
}

/**
 * Whether agents may do more by what is offered than by what is stable. What is stable is made once more of the commit
 * that it was begun from; where that gives something else, nothing can be compared, and nobody knows that it is not
 * risky. A first release has to be approved as one.
 */
export async function riskSince(
  git: Git,
  prefix: string,
  { contents, include }: Offered,
  stable: Digest | null,
  state: RolloutState | null,
): Promise<RolloutState["risk"]> {
  if (state?.release === contents.digest) return state.risk; // it was asked when that began
  if (stable === null || stable === contents.digest) return "low";
  const begun = state?.release === stable ? state : state?.history.findLast(({ release }) => release === stable);
  const before = begun && (await releaseAt(git, prefix, begun.commit, include));
  if (before?.digest !== stable) return "high";
  return (await riskBetween(releaseFiles(before), releaseFiles(contents))).level;
}

/** Undefined where git has not all of it: a tick goes on all the same, for it may have something to take back. */
async function releaseAt(git: Git, prefix: string, named: string, include: readonly string[]) {
  const commit = await commitOf(git, named);
  if (commit === undefined) return undefined;
  try {
    const gathered = gatherRelease(commitFiles(git, commit, prefix), include);
    return gathered.ok ? gathered.value : undefined;
  } catch (error) {
    if (error instanceof UsageError) return undefined;
    throw error;
  }
}
