import { compilePatterns, isLeftOut } from "../../conditions/glob.ts";
import type { StagedPlace } from "../../host/git/staged-place.ts";
import { alsoUnwanted } from "../../workspace/also-unwanted.ts";
import { findPolicy, readPolicy } from "../../workspace/policy.ts";
import type { World } from "../../workspace/world.ts";
import type { HookValues } from "./hook.ts";

/** Says of a path whether the staged configuration names it as one that has no place in git. Throws UsageError where that is wrong. */
export function isAlsoUnwanted(world: World, values: HookValues, place: StagedPlace): (path: string) => boolean {
  const { settings } = readPolicy(world, findPolicy(world, place, values.config, place.tree), { ...values });
  const lists = alsoUnwanted(settings).map(compilePatterns);
  return (path) => lists.some((match) => isLeftOut(match, path));
}
