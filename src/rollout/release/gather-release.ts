import { openBudget } from "../../conditions/budget.ts";
import { matches } from "../../conditions/glob.ts";
import { followLinks, foldersOf } from "../../inventory/links/follow-links.ts";
import type { Files } from "../../model/ports.ts";
import { UsageError } from "../../model/usage-error.ts";
import { type Ingredient, type Made, makeRelease, type ReleaseContents } from "./release.ts";
import { releaseFaults } from "./release-paths.ts";

/** Steps of all globs over all paths: a hundred globs over ten thousand files take a tenth of it. */
const MOST_STEPS = 200_000_000;

/**
 * The files of a folder that globs describe, as a release. What a symbolic link leads to in the folder becomes a file
 * of its own: a release has no links.
 */
export function gatherRelease(files: Files, include: readonly string[]): Made<ReleaseContents> {
  const { spend } = openBudget(MOST_STEPS, undefined, tooMany);
  const broken = include.flatMap(globFault);
  if (broken.length > 0) return { ok: false, faults: broken };
  const listed = files.list();
  const ends = followLinks(listed);
  const wanted = (path: string): boolean => include.some((glob) => matches(glob, path, spend));
  const own = listed.flatMap(({ path, link }) => (link === undefined ? [path] : []));
  const found = [...own.map((path) => [path, path] as const), ...ends].filter(([path]) => wanted(path));
  const taken = new Set(found.map(([path]) => path));
  const folders = foldersOf(taken);
  const sized = found.map(([path, file]) => ({ path, file, entry: files.entry(file) }));
  const faults = [
    ...include.flatMap((glob) => (found.some(([path]) => matches(glob, path, spend)) ? [] : [describesNothing(glob)])),
    ...listed.flatMap(({ path, link }) =>
      link !== undefined && wanted(path) && !taken.has(path) && !folders.has(path)
        ? [`${JSON.stringify(path)} is a symbolic link to ${JSON.stringify(link)}, where no file of this folder is`]
        : [],
    ),
    ...(files.unseen?.() ?? []).flatMap(({ path, why }) =>
      why !== "tracked" && (wanted(path) || wanted(`${path}/x`))
        ? [`${JSON.stringify(path)} cannot be looked at: ${why}`]
        : [],
    ),
    // What is too large, or too many, is not even read.
    ...(found.length > 0 ? releaseFaults(sized.map(({ path, entry }) => ({ path, size: entry?.size ?? 0 }))) : []),
  ];
  if (faults.length > 0) return { ok: false, faults };
  const ingredients = sized.flatMap(({ path, file, entry }): Ingredient[] => {
    const contents = files.read(file);
    if (contents.ok) return [{ path, bytes: contents.bytes, executable: entry?.executable === true }];
    faults.push(`${JSON.stringify(path)} cannot be read: ${contents.reason}`);
    return [];
  });
  return faults.length > 0 ? { ok: false, faults } : makeRelease(ingredients);
}

const tooMany = (): UsageError =>
  new UsageError("The globs of the release are too many for so many files. Let one with `**` stand for several.");

/**
 * Globs of releases that describe none of these paths, by their places, each with what to do about it. All that are
 * asked for share one bound: a request may bring as many specifications as it likes.
 */
export function emptyGlobsAmong(paths: Iterable<string>): (include: readonly string[]) => ReadonlyMap<number, string> {
  const exceeded = tooMany();
  const { spend } = openBudget(MOST_STEPS, undefined, () => exceeded);
  const all = [...paths];
  return (include) => {
    const found = new Map<number, string>();
    try {
      for (const [index, glob] of include.entries()) {
        const [fault] = globFault(glob);
        if (fault !== undefined) found.set(index, fault);
        else if (!all.some((path) => matches(glob, path, spend))) found.set(index, describesNothing(glob));
      }
      return found;
    } catch (error) {
      if (error !== exceeded) throw error;
      return new Map([[0, exceeded.message.replace(/\.$/, "")]]);
    }
  };
}

function describesNothing(glob: string): string {
  const shown = JSON.stringify(glob);
  return /^(?:\/|\.\.?\/)/.test(glob)
    ? `${shown} describes nothing: a glob begins at the top of the repository, as in "skills/**"`
    : `${shown} describes no file: mend it, or add what is missing; what git ignores is left out`;
}

/** Why a glob is none: its braces stand for too many. */
function globFault(glob: string): readonly string[] {
  try {
    matches(glob, "");
    return [];
  } catch (error) {
    return [`${JSON.stringify(glob)} is no glob: ${error instanceof Error ? error.message : String(error)}`];
  }
}
