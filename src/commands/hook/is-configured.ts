import { isNamedIn } from "../../context/named/named-in.ts";
import { UNWANTED_RULES } from "../../inventory/places/unwanted.ts";
import { type FoundConfig, findConfig } from "../../host/files/find-config.ts";
import type { StagedPlace } from "../../host/git/staged-place.ts";
import type { World } from "../../workspace/world.ts";
import type { HookValues } from "./hook.ts";

interface Asked {
  /** All there are. */
  readonly paths: readonly string[];
  /** Those that are touched, and there. */
  readonly staying: readonly string[];
}

/**
 * Whether the staged configuration has one of the touched paths looked at: as one that has no place in git, by a
 * schema, as a kind of file, or as one that such a file names. If the text of the configuration says nothing of that
 * sort, nothing is loaded.
 */
export async function isConfigured(
  world: World,
  values: HookValues,
  place: StagedPlace,
  { paths, staying }: Asked,
): Promise<boolean> {
  if (values.config === undefined && !maySpeakOf(findConfig(place.tree, place.prefix))) return false;
  const { stagedPaths } = await import("./staged-paths.ts");
  const { isLookedAt, kindOf } = await stagedPaths(world, values, place);
  if (staying.some(isLookedAt)) return true;
  const chosen = paths.flatMap((path) => {
    const kind = kindOf(path);
    return kind === undefined ? [] : { path, kind };
  });
  return chosen.length > 0 && isNamedIn(place.files, [], place.prefix, staying, chosen);
}

/** Another file that it extends may speak of them, and an escape may spell a name otherwise. */
const MAY = /\b(?:extends|schemas|kinds)\b|\\/;

function maySpeakOf({ file, readText, environments }: FoundConfig): boolean {
  const layers = environments.flatMap((name) => ["yaml", "yml"].map((end) => `environments/${name}/agent-ci.${end}`));
  return [...(file === undefined ? [] : [file]), ...layers].some((path) => {
    const text = readText(path) ?? "";
    return MAY.test(text) || UNWANTED_RULES.some((rule) => text.includes(rule));
  });
}
