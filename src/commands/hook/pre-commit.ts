import { EXIT } from "../../gate/exit.ts";
import { type StagedChange, stagedChanges } from "../../host/git/staged-changes.ts";
import { hookedRepository, type HookedRepository, type StagedPlace, stagedPlace } from "../../host/git/staged-place.ts";
import { relevance } from "../../inventory/places/relevance.ts";
import { UsageError } from "../../model/usage-error.ts";
import type { World } from "../../workspace/world.ts";
import { isConfigured } from "./is-configured.ts";
import type { HookValues } from "./hook.ts";

/**
 * Judges what is staged. Names alone decide whether there is anything to load and read for,
 * and patterns of the configuration.
 */
export async function preCommit(world: World, values: HookValues, files: readonly string[]): Promise<number> {
  const repository = hookedRepository(world.cwd, world.env);
  const changes = stagedChanges(repository);
  if (files.length === 0 && changes.length === 0) return EXIT.pass;
  const place = stagedPlace(repository);
  const named = files.length === 0 ? changes : namedOf(files, repository, place, changes);
  // Nobody hands over what is no longer there, nor what a merge brings in, and both may break others.
  const touched = [...named, ...(files.length === 0 ? [] : changes.filter(({ gone, own }) => gone || !own))];
  const paths = place.files.list().map(({ path }) => path);
  const staying = touched.flatMap(({ path, gone }) => (gone ? [] : [path]));
  if (!touched.some(relevance(paths, place.prefix)) && !(await isConfigured(world, values, place, staying)))
    return EXIT.pass;
  const { judgeStaged } = await import("./judge-staged.ts");
  return judgeStaged(world, values, repository, place, touched);
}

/** The files that a program for hooks hands over. Throws UsageError for one that git does not have. */
function namedOf(
  files: readonly string[],
  { pathOf, prefix }: HookedRepository,
  place: StagedPlace,
  changes: readonly StagedChange[],
): readonly StagedChange[] {
  const known = new Map(changes.map((one) => [one.path, one]));
  return files.flatMap((file) => {
    const path = pathOf(file);
    if (path === undefined && prefix !== "") return []; // it is another folder's
    const entry = path === undefined ? undefined : place.files.entry(path);
    if (entry?.type === "directory" && entry.link === undefined)
      throw new UsageError(`"${file}" is a folder. Name files, or none: then what is staged is judged.`);
    const change = path === undefined ? undefined : known.get(path);
    if (change?.gone || (change && entry)) return [change];
    if (path !== undefined && entry) return [{ path, gone: false, mode: false, own: true }];
    throw new UsageError(`"${file}" is not in git's index. \`git add\` it, or leave it out.`);
  });
}
