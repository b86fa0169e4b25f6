import { commitFiles } from "../../host/git/commit-files.ts";
import { commitOf, type Git } from "../../host/git/git.ts";
import { UsageError } from "../../model/usage-error.ts";
import { gatherRelease } from "../../rollout/release/gather-release.ts";
import type { ReleaseContents } from "../../rollout/release/release.ts";

/**
 * A release made once more of a commit. Undefined where git has not all of it: who asks goes on all the same, for a
 * tick may have something to take back.
 */
export async function releaseOfCommit(
  git: Git,
  named: string,
  include: readonly string[],
): Promise<ReleaseContents | undefined> {
  const commit = await commitOf(git, named);
  if (commit === undefined) return undefined;
  try {
    const gathered = gatherRelease(commitFiles(git, commit, ""), include);
    return gathered.ok ? gathered.value : undefined;
  } catch (error) {
    if (error instanceof UsageError) return undefined;
    throw error;
  }
}
