import { safeJson } from "../../report/escape/json.ts";
import { showLines } from "../../report/escape/terminal.ts";
import type { World } from "../../workspace/world.ts";
import { openReleases } from "./open-releases.ts";
import type { ReleaseValues } from "./release.ts";

/** The releases of a store, the newest first, with who points to them. */
export async function listReleases(world: World, values: ReleaseValues): Promise<number> {
  const { state, path } = await openReleases(world, values);
  const { current, stable, canary } = { ...state.pointers, current: state.pointers.active };
  const rows = state.releases
    .toSorted((a, b) => b.placedAt - a.placedAt)
    .map(({ digest, placedAt }) => ({
      digest,
      placedAt: new Date(placedAt).toISOString(),
      pointers: Object.entries({ current, stable, canary }).flatMap(([name, at]) => (at === digest ? [name] : [])),
      bad: state.bad[digest] ?? null,
    }));
  const here = new Set(rows.map(({ digest }) => digest));
  const gone = Object.entries(state.bad).filter(([digest]) => !here.has(digest));
  if (values.format === "json") world.out(safeJson({ version: 1, releases: rows, bad: state.bad }));
  else if (rows.length + gone.length === 0) world.out(showLines([`There is no release in ${path}.`]));
  else
    world.out(
      showLines([
        ...rows.map(({ digest, placedAt, pointers, bad }) =>
          [digest, placedAt, ...pointers, ...(bad === null ? [] : [`bad: ${bad}`])].join("  "),
        ),
        ...gone.map(([digest, why]) => `${digest}  removed  bad: ${why}`),
      ]),
    );
  return 0;
}
