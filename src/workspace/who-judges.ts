import type { Place } from "../host/files/place.ts";
import type { FileTree } from "../host/files/tree.ts";
import { terminal } from "../report/escape/terminal.ts";
import { findPolicy, hasPolicy } from "./find-policy.ts";
import { type Policy, type PolicyAsked, readPolicy } from "./policy.ts";
import type { PolicyTree } from "./policy-tree.ts";
import type { World } from "./world.ts";

/** The policies that a folder is judged by. Each throws UsageError where it is wrong. */
export interface Judges {
  readonly own: () => Policy;
  /** Undefined where the checked folder's own judges. */
  readonly theirs?: Policy;
}

/** A tree without any policy leaves the judging to the checked folder's own: its first adoption. */
export function whoJudges(
  world: World,
  place: Place,
  values: PolicyAsked,
  checked: FileTree,
  judging: PolicyTree | undefined,
): Judges {
  const disk = findPolicy(world, place, values.config, checked);
  const own = (): Policy => readPolicy(world, disk, values);
  const theirs = judging && findPolicy(world, place, values.config, judging.tree);
  if (!theirs) return { own };
  if (hasPolicy(theirs))
    return { own, theirs: readPolicy(world, theirs, values, { described: judging.described, commit: judging.commit }) };
  if (hasPolicy(disk))
    world.notice(
      `the target branch has no configuration yet; ${terminal(disk.found.folder + (disk.found.file ?? "the baseline"))} of this change judges itself once.`,
    );
  return { own: () => readPolicy(world, disk, values, undefined, judging.tree) };
}
