import {
  between,
  type CommitRange,
  namedRange,
  type Ranged,
  reaching,
  tagsNamed,
} from "../../../host/git/commit-range.ts";
import { commitOf, type Git } from "../../../host/git/git.ts";
import { forgeOf, type Push, pullRequestOf, pushOf, type RunOn, runOn } from "../../../host/pipeline/pipeline.ts";
import { UsageError } from "../../../model/usage-error.ts";
import type { World } from "../../../workspace/world.ts";
import type { Workspace } from "../../../workspace/workspace.ts";

const REQUEST = "request";

/** The commits that `--commits` names. Throws UsageError where they are not here: what nobody read is not clean. */
export async function findRange(
  { env }: Pick<World, "env">,
  { place: { git }, sides }: Pick<Workspace, "place" | "sides">,
  commits: string,
  base: string | undefined,
): Promise<CommitRange> {
  if (!git) throw new UsageError("--commits needs a git repository, and there is none here. Check it out first.");
  const forge = forgeOf(env);
  const ranged =
    commits === REQUEST
      ? await ofRequest(git, env, sides.baseCommit, base !== undefined)
      : await namedRange(git, commits, forge);
  if (ranged.ok) return ranged.range;
  throw new UsageError(`--commits cannot search "${commits}": ${ranged.reason}.\n${ranged.help}`);
}

/**
 * What a reviewer is asked about: what HEAD has and its base lacks; after a push, what is new in it; where a person or
 * a clock began it, what the branch has beyond the default one.
 */
async function ofRequest(
  git: Git,
  env: World["env"],
  findBase: () => Promise<string | undefined>,
  asked: boolean,
): Promise<Ranged> {
  const head = await commitOf(git, "HEAD");
  if (head === undefined)
    return { ok: false, reason: "nothing was committed yet", help: "Leave --commits out, or commit first." };
  const since = (base: string | undefined): CommitRange =>
    base === undefined ? { asked: REQUEST, revisions: [head], names: [] } : between(REQUEST, base, head);
  if (asked || pullRequestOf(env)) return reaching(git, since(await findBase()), forgeOf(env));
  const push = pushOf(env);
  if (push) return reaching(git, await withTag(git, since(await beforePush(git, push)), push), forgeOf(env));
  if (forgeOf(env) !== undefined) {
    const range = since(await beyondDefault(git, runOn(env), head));
    return reaching(git, await withTag(git, range, runOn(env)), forgeOf(env));
  }
  const main = await commitOf(git, "refs/remotes/origin/HEAD");
  if (main !== undefined) return reaching(git, since(main), undefined);
  return {
    ok: false,
    reason: "this is neither a pull or merge request nor a push",
    help: "Name the other side with --base, or ask for all of them: --commits all",
  };
}

/** A pipeline of a tag is about what that says, too. */
async function withTag(git: Git, range: CommitRange, { ref }: RunOn): Promise<CommitRange> {
  return ref === undefined ? range : { ...range, names: await tagsNamed(git, `refs/tags/${ref}`) };
}

/**
 * A branch that is new, or was rewritten so that its old commit is not here, is compared with the default branch; that
 * branch itself with nothing. Undefined stands for all that HEAD has: more than is new, and never less.
 */
async function beforePush(git: Git, { before, ...on }: Push): Promise<string | undefined> {
  const known = before === undefined ? undefined : await commitOf(git, before);
  return known ?? beyondDefault(git, on, undefined);
}

/** The other side of what a branch has beyond the default one, which has `itself` for it. */
async function beyondDefault(
  git: Git,
  { ref, defaultBranch }: RunOn,
  itself: string | undefined,
): Promise<string | undefined> {
  if (defaultBranch === undefined) return undefined;
  return ref === defaultBranch ? itself : commitOf(git, `refs/remotes/origin/${defaultBranch}`);
}
