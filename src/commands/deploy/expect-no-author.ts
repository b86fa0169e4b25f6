import type { Git } from "../../host/git/git.ts";
import { UsageError } from "../../model/usage-error.ts";
import type { RolloutState } from "../../rollout/state.ts";
import type { World } from "../../workspace/world.ts";
import { authorsSince } from "./authors-since.ts";

/**
 * Whoever lets a release through where it was held wrote nothing of it. Throws UsageError where they did, and where
 * nobody can tell.
 */
export async function expectNoAuthor({ env }: World, git: Git, state: RolloutState, person: string): Promise<void> {
  const authors = await authorsSince(git, state);
  // GitLab tells the address of who started a job as well.
  const names = [person, env["GITLAB_USER_EMAIL"] ?? person];
  if (names.some((name) => authors.has(name.toLowerCase())))
    throw new UsageError(`${person} wrote a part of this change, and nobody approves their own.`);
}
