import { UNWANTED_RULES } from "../../inventory/places/unwanted.ts";
import { type FoundConfig, findConfig } from "../../host/files/find-config.ts";
import type { StagedPlace } from "../../host/git/staged-place.ts";
import type { World } from "../../workspace/world.ts";
import type { HookValues } from "./hook.ts";

/**
 * Whether one of these paths is what the staged configuration adds to the table of what has no place in a repository. Its
 * texts alone tell in most repositories that it adds nothing, so that nothing is loaded to read it by.
 */
export async function addsUnwanted(
  world: World,
  values: HookValues,
  place: StagedPlace,
  paths: readonly string[],
): Promise<boolean> {
  if (values.config === undefined && !maySpeakOf(findConfig(place.tree, place.prefix))) return false;
  const { isAlsoUnwanted } = await import("./is-also-unwanted.ts");
  return paths.some(isAlsoUnwanted(world, values, place));
}

/** Another file that it extends may speak of them, and an escape may spell a name otherwise. */
const ELSEWHERE = /\bextends\b|\\/;

function maySpeakOf({ file, readText, environments }: FoundConfig): boolean {
  const layers = environments.flatMap((name) => [
    `environments/${name}/agent-ci.yaml`,
    `environments/${name}/agent-ci.yml`,
  ]);
  return [...(file === undefined ? [] : [file]), ...layers].some((path) => {
    const text = readText(path) ?? "";
    return ELSEWHERE.test(text) || UNWANTED_RULES.some((rule) => text.includes(rule));
  });
}
