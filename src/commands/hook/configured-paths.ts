import { compilePatterns, isLeftOut, matches } from "../../conditions/glob.ts";
import type { StagedPlace } from "../../host/git/staged-place.ts";
import { alsoUnwanted } from "../../workspace/also-unwanted.ts";
import { findPolicy, readPolicy } from "../../workspace/policy.ts";
import type { World } from "../../workspace/world.ts";
import type { HookValues } from "./hook.ts";

/**
 * Says of a path of the checked folder whether the staged configuration names it: as one that has no place in git, or as one
 * that a schema is about. Throws UsageError where the configuration is wrong.
 */
export function configuredPaths(world: World, values: HookValues, place: StagedPlace): (path: string) => boolean {
  const { settings, folder } = readPolicy(world, findPolicy(world, place, values.config, place.tree), { ...values });
  const unwanted = alsoUnwanted(settings).map(compilePatterns);
  const globs = settings.schemas.flatMap(({ files }) => files);
  const up = place.prefix.startsWith(folder) ? place.prefix.slice(folder.length) : place.prefix;
  return (path) => unwanted.some((match) => isLeftOut(match, path)) || globs.some((glob) => matches(glob, up + path));
}
