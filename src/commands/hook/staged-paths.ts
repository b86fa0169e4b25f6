import type { StagedPlace } from "../../host/git/staged-place.ts";
import { configuredPaths } from "../../workspace/configured-paths.ts";
import { findPolicy, readPolicy } from "../../workspace/policy.ts";
import { inPlace } from "../../workspace/policy-in-place.ts";
import type { World } from "../../workspace/world.ts";
import type { HookValues } from "./hook.ts";

/** The paths that the staged configuration has looked at. Throws UsageError where that is wrong. */
export const stagedPaths = (world: World, values: HookValues, place: StagedPlace): ((path: string) => boolean) =>
  configuredPaths(
    inPlace(readPolicy(world, findPolicy(world, place, values.config, place.tree), { ...values }), place),
  );
