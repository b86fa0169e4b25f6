import type { Place } from "../host/files/place.ts";
import type { FileTree } from "../host/files/tree.ts";
import { findPolicy, hasPolicy } from "./find-policy.ts";
import { type Policy, type PolicyAsked, readPolicy } from "./policy.ts";
import type { PolicyTree } from "./policy-tree.ts";
import type { World } from "./world.ts";

/** The policies that a folder is judged by. Each throws UsageError where it is wrong. */
export interface Judges {
  readonly own: () => Policy;
  /** Undefined where the checked folder's own judges. */
  readonly theirs?: Policy;
  /** The checked folder has the first configuration that there is. */
  readonly first?: boolean;
}

/** A tree without any configuration judges by the defaults: a first one is judged by another, too. */
export function whoJudges(
  world: World,
  place: Place,
  values: PolicyAsked,
  checked: FileTree,
  judging: PolicyTree | undefined,
): Judges {
  const disk = findPolicy(world, place, values.config, checked);
  const own = (): Policy => readPolicy(world, disk, values);
  if (!judging) return { own };
  const theirs = findPolicy(world, place, values.config, judging.tree);
  const { described, commit } = judging;
  return {
    own,
    theirs: readPolicy(world, theirs, values, { described, commit }),
    ...(!hasPolicy(theirs) && hasPolicy(disk) && { first: true }),
  };
}
