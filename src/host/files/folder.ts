import { lstatSync, readlinkSync } from "node:fs";
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
  const entries = new Map<string, Entry | undefined>();
  let walked: Walked | undefined;
  let known: SparseFiles | undefined;
  const sparse = (): SparseFiles => (known ??= sparseFiles(root, spared()));
  const walk = (): Walked => {
    walked = listFolder(root, above, tracked);
    for (const { path, link } of walked.listed) if (link === undefined) regular.add(path);
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
      if (!entries.has(path))
        entries.set(
          path,
          regular.has(path) ? entry(root, path, path) : (entryInside(root, path) ?? sparse().entry(path)),
        );
      return entries.get(path);
    },
  };
}

function entryInside(root: string, path: string): Entry | undefined {
  const end = followInside(root, path);
  return end.ok ? entry(root, path, end.path) : undefined;
}

/** What stands at a path, told of the end that its links lead to. */
function entry(root: string, path: string, end: string): Entry | undefined {
  try {
    const file = join(root, path);
    const own = lstatSync(file, { throwIfNoEntry: false });
    const stats = lstatSync(join(root, end), { throwIfNoEntry: false });
    if (!own || !stats) return undefined;
    return {
      path,
      type: stats.isDirectory() ? "directory" : "file",
      size: stats.size,
      executable: (stats.mode & 0o111) !== 0,
      ...(own.isSymbolicLink() && { link: readlinkSync(file) }),
    };
  } catch {
    return undefined;
  }
}
