import { UNWANTED_RULES } from "../../inventory/places/unwanted.ts";
import { type FoundConfig, findConfig } from "../../host/files/find-config.ts";
import type { StagedPlace } from "../../host/git/staged-place.ts";
import type { World } from "../../workspace/world.ts";
import type { HookValues } from "./hook.ts";

/**
 * Whether the staged configuration has one of these paths looked at: as one that has no place in git, or by a schema.
 * If the text of the configuration names neither, nothing is loaded.
 */
export async function isConfigured(
  world: World,
  values: HookValues,
  place: StagedPlace,
  paths: readonly string[],
): Promise<boolean> {
  if (values.config === undefined && !maySpeakOf(findConfig(place.tree, place.prefix))) return false;
  const { stagedPaths } = await import("./staged-paths.ts");
  return paths.some(await stagedPaths(world, values, place));
}

/** Another file that it extends may speak of them, and an escape may spell a name otherwise. */
const MAY = /\b(?:extends|schemas)\b|\\/;

function maySpeakOf({ file, readText, environments }: FoundConfig): boolean {
  const layers = environments.flatMap((name) => ["yaml", "yml"].map((end) => `environments/${name}/agent-ci.${end}`));
  return [...(file === undefined ? [] : [file]), ...layers].some((path) => {
    const text = readText(path) ?? "";
    return MAY.test(text) || UNWANTED_RULES.some((rule) => text.includes(rule));
  });
}
