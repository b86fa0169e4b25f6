import { join } from "node:path";
import { planFixes } from "../../check/fixes/plan-fixes.ts";
import { writeInside } from "../../host/files/write-whole.ts";
import { canStage, isFullyStaged, stageAgain } from "../../host/git/stage-files.ts";
import type { HookedRepository } from "../../host/git/staged-place.ts";
import type { World } from "../../workspace/world.ts";
import { fixable } from "./fixable.ts";
import { withFiles } from "./fix-first.ts";
import { say, tell } from "./tell-fixes.ts";
import type { Workspace } from "../../workspace/workspace.ts";

/**
 * Applies safe fixes to what is staged, in the working tree, and stages that again. A file with more changes than are
 * staged is left alone: to stage it would commit what somebody kept back. Answers whether anything was staged.
 */
export async function fixStaged(world: World, repository: HookedRepository, workspace: Workspace): Promise<boolean> {
  if (!canStage(world.env)) {
    say(world, "nothing is fixed in a commit of named files: git has made the index that follows it already");
    return false;
  }
  const { files, selects } = workspace.place;
  const plan = await planFixes(files, async (current) =>
    (await fixable(world, withFiles(workspace, current), false)).filter(({ path }) => selects(path)),
  );
  const written = plan.rewrites.filter(({ path, before, after }) => {
    const refusal = isFullyStaged(repository, path, before)
      ? writeInside(join(repository.top, repository.prefix), path, after, { before })
      : "the working tree holds something else than what is staged";
    if (refusal !== undefined) say(world, `${path} was not fixed: ${refusal}`);
    return refusal === undefined;
  });
  stageAgain(
    repository,
    written.map(({ path }) => path),
  );
  if (plan.rewrites.length > 0) tell(world, { ...plan, rewrites: written }, "applied and staged");
  return written.length > 0;
}
