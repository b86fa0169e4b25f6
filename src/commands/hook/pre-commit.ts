import { EXIT } from "../../gate/exit.ts";
import { type StagedChange, stagedChanges } from "../../host/git/staged-changes.ts";
import { hookedRepository, type HookedRepository, type StagedPlace, stagedPlace } from "../../host/git/staged-place.ts";
import { linkedFiles } from "../../inventory/links/linked-files.ts";
import { touchedWays } from "../../inventory/links/read-by.ts";
import { isNamedIn } from "../../context/named/named-in.ts";
import { relevance } from "../../inventory/places/relevance.ts";
import type { Listed, Unseen } from "../../model/ports.ts";
import { UsageError } from "../../model/usage-error.ts";
import type { World } from "../../workspace/world.ts";
import { isConfigured } from "./is-configured.ts";
import type { HookValues } from "./hook.ts";

/**
 * Judges what is staged. Names alone decide whether there is anything to load and read for: of the files, in the texts
 * that may name them, and in patterns of the configuration.
 */
export async function preCommit(world: World, values: HookValues, files: readonly string[]): Promise<number> {
  const repository = hookedRepository(world.cwd, world.env);
  const changes = stagedChanges(repository);
  if (files.length === 0 && changes.length === 0) return EXIT.pass;
  const place = stagedPlace(repository);
  const named = files.length === 0 ? changes : namedOf(files, repository, place, changes);
  const listed = place.files.list();
  // Nobody hands over what is no longer there, nor what a merge brings in, and both may break others.
  const unnamed = files.length === 0 ? [] : changes.filter(({ gone, own }) => gone || !own);
  const touched = withWays([...named, ...unnamed], place.files.unseen?.() ?? [], listed);
  const paths = listed.map(({ path }) => path);
  const staying = touched.flatMap(({ path, gone }) => (gone ? [] : [path]));
  const matters =
    touched.some(relevance(paths, place.prefix)) ||
    isNamedIn(place.files, paths, place.prefix, staying) ||
    (await isConfigured(world, values, place, { paths, staying }));
  if (!matters) return EXIT.pass;
  const { judgeStaged } = await import("./judge-staged.ts");
  return judgeStaged(world, values, repository, place, touched);
}

/** What is touched, and every path through a symbolic link by which it is read. */
function withWays(
  touched: readonly StagedChange[],
  unseen: readonly Unseen[],
  listed: readonly Listed[],
): readonly StagedChange[] {
  const linked = linkedFiles(listed, unseen, () => false);
  const own = new Set(touched.flatMap((one) => (one.own ? [one.path] : [])));
  const more = [...touchedWays({ linked }, own)].filter((path) => !own.has(path));
  return [...touched, ...more.map((path) => ({ path, gone: false, mode: false, own: true }))];
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
