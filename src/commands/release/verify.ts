import { safeJson } from "../../report/escape/json.ts";
import { UsageError } from "../../model/usage-error.ts";
import { showLines } from "../../report/escape/terminal.ts";
import type { World } from "../../workspace/world.ts";
import { openReleases } from "./open-releases.ts";
import type { ReleaseValues } from "./release.ts";

/** Reads releases back, byte for byte. 1 where one is not whole. */
export async function verifyReleases(world: World, values: ReleaseValues, [name]: readonly string[]): Promise<number> {
  const { target, state, named, path } = await openReleases(world, values);
  const asked = name === undefined ? state.releases.map(({ digest }) => digest) : [named(name)];
  if (asked.length === 0) throw new UsageError(`There is no release in ${path}. Make one: agent-ci release create.`);
  const verified = await Promise.all(asked.map(async (digest) => ({ digest, ...(await target.verify(digest)) })));
  if (values.format === "json") world.out(safeJson({ version: 1, releases: verified }));
  else
    world.out(
      showLines(
        verified.flatMap(({ digest, ok, faults, took }) => [
          `${digest} ${ok ? `is whole (${took.toFixed(1)} ms)` : "is not whole:"}`,
          ...faults.map((fault) => `  ${fault}`),
        ]),
      ),
    );
  return verified.every(({ ok }) => ok) ? 0 : 1;
}
