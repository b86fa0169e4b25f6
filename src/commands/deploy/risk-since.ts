import type { Git } from "../../host/git/git.ts";
import type { Digest } from "../../rollout/plan.ts";
import { releaseFiles } from "../../rollout/release/release-files.ts";
import type { ReleaseContents } from "../../rollout/release/release.ts";
import { riskBetween } from "../../rollout/risk.ts";
import type { RolloutState } from "../../rollout/state.ts";
import { releaseOfCommit } from "./release-of-commit.ts";

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
  { contents, include }: Offered,
  stable: Digest | null,
  state: RolloutState | null,
): Promise<RolloutState["risk"]> {
  if (state?.release === contents.digest) return state.risk; // it was asked when that began
  if (stable === null || stable === contents.digest) return "low";
  const begun = state?.release === stable ? state : state?.history.findLast(({ release }) => release === stable);
  const before = begun && (await releaseOfCommit(git, begun.commit, include));
  if (before?.digest !== stable) return "high";
  return (await riskBetween(releaseFiles(before), releaseFiles(contents))).level;
}
