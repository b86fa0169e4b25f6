import { baseCommit } from "../host/git/base-commit.ts";
import type { Git } from "../host/git/git.ts";
import { pullRequestOf } from "../host/pipeline/pipeline.ts";
import { fetchCommit } from "../host/git/target-tip.ts";
import { UsageError } from "../model/usage-error.ts";
import type { World } from "./world.ts";

/**
 * The commit at the base of the difference. Undefined where nobody asked for one and this is no pull or merge request.
 * Throws UsageError where there should be one and cannot be: nothing compared is not a pass.
 */
export async function baseSide(
  world: World,
  git: Git | undefined,
  asked: string | undefined,
  token: string | undefined,
): Promise<string | undefined> {
  const request = pullRequestOf(world.env);
  if (asked === undefined && !request) return undefined;
  if (!git) {
    if (asked === undefined) return undefined;
    throw new UsageError(
      `To compare with "${asked}" needs a git repository, and there is none here. Check it out first.`,
    );
  }
  const base = await baseCommit(git, asked, request);
  if (base.ok) return base.commit;
  if (request && base.missing !== undefined && (await fetchCommit(git, request, world.env, token, base.missing)))
    return base.missing;
  throw new UsageError(`There is nothing to compare with: ${base.reason}.\n${base.help}`);
}
