import { showLines } from "../../report/escape/terminal.ts";
import { compareReleases } from "../../rollout/release/compare-releases.ts";
import { safeJson } from "../../report/escape/json.ts";
import type { World } from "../../workspace/world.ts";
import { openReleases } from "./open-releases.ts";
import type { ReleaseValues } from "./release.ts";

/** In which files two releases differ. 1 where they do. */
export async function diffReleases(
  world: World,
  values: ReleaseValues,
  [one = "", other = ""]: readonly string[],
): Promise<number> {
  const { named, contents } = await openReleases(world, values);
  const [before, after] = [contents(named(one)), contents(named(other))];
  const differences = compareReleases(before, after);
  if (values.format === "json")
    world.out(safeJson({ version: 1, before: before.digest, after: after.digest, differences }));
  else if (differences.length === 0) world.out(showLines(["They are the same release."]));
  else world.out(showLines(differences.map(({ path, what }) => `${what}: ${path}`)));
  return differences.length === 0 ? 0 : 1;
}
