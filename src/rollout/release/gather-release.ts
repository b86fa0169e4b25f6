import { openBudget } from "../../conditions/budget.ts";
import { matches } from "../../conditions/glob.ts";
import { followLinks } from "../../inventory/links/follow-links.ts";
import type { Files } from "../../model/ports.ts";
import { UsageError } from "../../model/usage-error.ts";
import { type Ingredient, type Made, makeRelease, type ReleaseContents } from "./release.ts";
import { LARGEST_FILE } from "./release-paths.ts";

/** Steps of all globs over all paths: a hundred globs over ten thousand files take a tenth of it. */
const MOST_STEPS = 200_000_000;

/**
 * The files of a folder that globs describe, as a release. What a symbolic link leads to in the folder becomes a file
 * of its own: a release has no links.
 */
export function gatherRelease(files: Files, include: readonly string[]): Made<ReleaseContents> {
  const { spend } = openBudget(
    MOST_STEPS,
    undefined,
    () =>
      new UsageError("The globs of the release are too many for so many files. Let one with `**` stand for several."),
  );
  const listed = files.list();
  const ends = followLinks(listed);
  const wanted = (path: string): boolean => include.some((glob) => matches(glob, path, spend));
  const own = listed.flatMap(({ path, link }) => (link === undefined ? [path] : []));
  const found = [...own.map((path) => [path, path] as const), ...ends].filter(([path]) => wanted(path));
  const taken = new Set(found.map(([path]) => path));
  const faults = [
    ...include.flatMap((glob) =>
      found.some(([path]) => matches(glob, path, spend)) ? [] : [`nothing is called ${JSON.stringify(glob)}`],
    ),
    ...listed.flatMap(({ path, link }) =>
      link !== undefined && wanted(path) && !taken.has(path) && !hasBelow(taken, path)
        ? [`${JSON.stringify(path)} is a symbolic link to ${JSON.stringify(link)}, where no file of this folder is`]
        : [],
    ),
    ...(files.unseen?.() ?? []).flatMap(({ path, why }) =>
      why !== "tracked" && (wanted(path) || wanted(`${path}/x`))
        ? [`${JSON.stringify(path)} cannot be looked at: ${why}`]
        : [],
    ),
  ];
  const ingredients = found.flatMap(([path, file]): Ingredient[] => {
    const entry = files.entry(file);
    // Not even read: a release takes none that large.
    const contents =
      (entry?.size ?? 0) > LARGEST_FILE
        ? { ok: false as const, reason: `it has ${entry?.size} bytes` }
        : files.read(file);
    if (contents.ok) return [{ path, bytes: contents.bytes, executable: entry?.executable === true }];
    faults.push(`${JSON.stringify(path)} cannot be read: ${contents.reason}`);
    return [];
  });
  return faults.length > 0 ? { ok: false, faults } : makeRelease(ingredients);
}

/** Whether a folder that is a link has brought anything. */
function hasBelow(paths: ReadonlySet<string>, folder: string): boolean {
  for (const path of paths) if (path.startsWith(`${folder}/`)) return true;
  return false;
}
