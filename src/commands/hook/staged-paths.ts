import type { StagedPlace } from "../../host/git/staged-place.ts";
import { configuredPaths } from "../../workspace/configured-paths.ts";
import { findPolicy } from "../../workspace/find-policy.ts";
import { readPolicy } from "../../workspace/policy.ts";
import { inPlace } from "../../workspace/policy-in-place.ts";
import type { World } from "../../workspace/world.ts";
import type { HookValues } from "./hook.ts";

/** The paths that the staged configuration has looked at. Throws UsageError where that is wrong. */
export function stagedPaths(world: World, { config }: HookValues, place: StagedPlace): (path: string) => boolean {
  const found = findPolicy(world, place, config, place.tree);
  const quiet = { ...world, notice: () => undefined }; // who judges by it gives the hints that there are
  return configuredPaths(inPlace(readPolicy(quiet, found, config === undefined ? {} : { config }), place));
}
