import { parentsToBe, type StagedChange } from "../../host/git/staged-changes.ts";
import { type HookedRepository, type StagedPlace, stagedPlace } from "../../host/git/staged-place.ts";
import type { World } from "../../workspace/world.ts";
import { mayBeNew } from "../../context/named/may-be-new.ts";
import { conclude } from "../../judging/conclude.ts";
import { EVERY_CHECK } from "../../checks/every-check.ts";
import type { fixStaged } from "../fixing/fix-staged.ts";
import type { HookValues } from "./hook.ts";
import { forHook, onMachine } from "./judge-for-hook.ts";
import { openWorkspace, type Workspace } from "../../workspace/workspace.ts";

/**
 * Checks the index as a whole, for a file stands in its surroundings, and shows what the commit answers for: nobody is
 * kept from committing by what was there before. Quiet where there is nothing to say.
 */
export async function judgeStaged(
  world: World,
  values: HookValues,
  repository: HookedRepository,
  staged: StagedPlace,
  touched: readonly StagedChange[],
): Promise<number> {
  const local = onMachine(world, "the commit is refused. Mend what is staged, `git add` it, and commit again.");
  const pathsOf = (gone: boolean) => new Set(touched.flatMap((one) => (one.own && one.gone === gone ? one.path : [])));
  const since = parentsToBe(repository);
  const change = { since, committed: true, changed: pathsOf(false), gone: pathsOf(true) };
  const isNew = mayBeNew(staged.files, change.changed);
  const selects = (path: string | undefined): boolean =>
    path !== undefined && (change.changed.has(path) || isNew(path));
  const open = (place: StagedPlace): Promise<Workspace> => {
    const about = { ...place, selects, concerns: () => true, change };
    return openWorkspace(local, undefined, { ...values, "policy-from": "head" }, about);
  };
  const workspace = await open(staged);
  const fixed = values.fix === true && (await fixBefore(local, repository, workspace));
  const judged = fixed ? await open(stagedPlace(repository)) : workspace;
  return conclude(local, forHook(judged), { ...values }, EVERY_CHECK);
}

/** Loaded only by who asks for it. */
async function fixBefore(...asked: Parameters<typeof fixStaged>): Promise<boolean> {
  const { fixStaged } = await import("../fixing/fix-staged.ts");
  return fixStaged(...asked);
}
