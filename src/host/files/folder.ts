import { lstatSync, readlinkSync, type Stats } from "node:fs";
import { join } from "node:path";
import type { Entry, Files } from "../../model/ports.ts";
import type { Ignores } from "./ignore-rules.ts";
import { followInside } from "./inside.ts";
import { listFolder, type Walked } from "./list-folder.ts";
import { readFile, readInside } from "./read-file.ts";
import { type SparseFiles, sparseFiles } from "./sparse-files.ts";

/**
 * A folder of this machine. `above` holds the ignore rules of its parents: pairs of folder prefix and patterns.
 * `tracked` are the paths that git has, which it does not ignore whatever the rules say; `spared` are those that a
 * sparse checkout need not write.
 */
export function openFolder(
  root: string,
  above: Ignores = [],
  tracked?: () => readonly string[],
  spared: () => readonly string[] = () => [],
  submodules?: Files["submodules"],
): Files {
  const regular = new Set<string>();
  const straight = new Set<string>();
  const entries = new Map<string, Entry | undefined>();
  const entryAt = entriesBelow(root, regular, straight);
  let walked: Walked | undefined;
  let known: SparseFiles | undefined;
  const sparse = (): SparseFiles => (known ??= sparseFiles(root, spared()));
  const walk = (): Walked => {
    walked = listFolder(root, above, tracked);
    for (const { path, link } of walked.listed) if (link === undefined) regular.add(path);
    for (const folder of walked.folders) straight.add(folder);
    return walked;
  };
  return {
    list: () => walk().listed,
    ignored: () => (walked ?? walk()).ignored,
    unseen: () => [...(walked ?? walk()).unseen, ...sparse().unseen],
    ...(submodules && { submodules }),
    // A file that was found without following a link lies inside;
    // to ask the system about each takes longer than to read it.
    // Its path is as the system gave it, and needs no `join`, which would look at each of its characters.
    read: (path) => (regular.has(path) ? readFile(`${root}/${path}`) : readInside(root, path)),
    entry: (path) => {
      if (!entries.has(path)) entries.set(path, entryAt(path) ?? sparse().entry(path));
      return entries.get(path);
    },
  };
}

/**
 * Asks what stands at a path, told of the end that its links lead to. Paths in one folder are asked for by the hundred,
 * most of them to no avail: whether a link leads to the folder is asked once. `straight`: folders, with a slash at
 * their end, to which none leads.
 */
function entriesBelow(
  root: string,
  regular: ReadonlySet<string>,
  straight: Set<string>,
): (path: string) => Entry | undefined {
  const ask = (path: string): Entry | undefined => {
    const cut = path.lastIndexOf("/");
    const [folder, name] = [path.slice(0, cut + 1), path.slice(cut + 1)];
    if (regular.has(path) || (straight.has(folder) && !ODD_NAMES.has(name))) {
      const own = statOf(`${root}/${path}`);
      if (!own?.isSymbolicLink()) return own && entry(path, own);
    }
    const end = followInside(root, path, straight);
    if (!end.ok) return undefined;
    if (end.path === path) straight.add(folder);
    const file = join(root, path);
    const own = statOf(file);
    const stats = own?.isSymbolicLink() ? statOf(join(root, end.path)) : own;
    return own && stats && { ...entry(path, stats), ...(own !== stats && { link: readlinkSync(file) }) };
  };
  return (path) => {
    try {
      return ask(path);
    } catch {
      return undefined; // it cannot be reached, or vanished meanwhile
    }
  };
}

/** By which one does not go down. */
const ODD_NAMES: ReadonlySet<string> = new Set(["", ".", ".."]);

const statOf = (path: string): Stats | undefined => lstatSync(path, { throwIfNoEntry: false });

const entry = (path: string, stats: Stats): Entry => ({
  path,
  type: stats.isDirectory() ? "directory" : "file",
  size: stats.size,
  executable: (stats.mode & 0o111) !== 0,
});
