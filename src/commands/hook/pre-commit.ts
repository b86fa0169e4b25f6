import { EXIT } from "../../gate/exit.ts";
import { stagedChanges } from "../../host/git/staged-changes.ts";
import { hookedRepository, type HookedRepository, type StagedPlace, stagedPlace } from "../../host/git/staged-place.ts";
import { relevance, type Touched } from "../../inventory/places/relevance.ts";
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
  const touched = files.length === 0 ? changes : named(files, repository, place, changes);
  const paths = place.files.list().map(({ path }) => path);
  const staying = touched.flatMap(({ path, gone }) => (gone ? [] : [path]));
  if (!touched.some(relevance(paths, place.prefix)) && !(await isConfigured(world, values, place, staying)))
    return EXIT.pass;
  const { judgeStaged } = await import("./judge-staged.ts");
  return judgeStaged(world, values, repository, place, new Set(touched.map(({ path }) => path)));
}

/** The files that a program for hooks hands over. Throws UsageError for one that git does not have. */
function named(
  files: readonly string[],
  { pathOf, prefix }: HookedRepository,
  place: StagedPlace,
  changes: readonly Touched[],
): readonly Touched[] {
  const gone = new Set(changes.flatMap((one) => (one.gone ? [one.path] : [])));
  return files.flatMap((file) => {
    const path = pathOf(file);
    if (path === undefined && prefix !== "") return []; // it is another folder's
    const entry = path === undefined ? undefined : place.files.entry(path);
    if (entry?.type === "directory" && entry.link === undefined)
      throw new UsageError(`"${file}" is a folder. Name files, or none: then what is staged is judged.`);
    if (path !== undefined && (gone.has(path) || entry)) return [{ path, gone: gone.has(path) }];
    throw new UsageError(`"${file}" is not in git's index. \`git add\` it, or leave it out.`);
  });
}
