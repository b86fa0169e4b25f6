import { lstatSync } from "node:fs";
import { join } from "node:path";
import type { Entry, Unseen } from "../../model/ports.ts";
import { containingFolders } from "./containing-folders.ts";

/** What git tracks in a folder and a sparse checkout leaves out. */
export interface SparseFiles {
  readonly unseen: readonly Unseen[];
  /** What stands at a path in git, as far as that is known without it. */
  readonly entry: (path: string) => Entry | undefined;
}

/** `spared` are the paths that a sparse checkout need not write; folders have a slash at their end. */
export function sparseFiles(root: string, spared: readonly string[]): SparseFiles {
  const absent = spared.filter((path) => lstatSync(join(root, path), { throwIfNoEntry: false }) === undefined);
  const files = new Set(absent);
  const folders = absent.filter((path) => path.endsWith("/"));
  const above = new Set(absent.flatMap((path) => [...containingFolders(path)]));
  return {
    unseen: absent.map((path) => ({ path, why: "sparse" })),
    entry: (path) => {
      const clean = path.replace(/\/$/, "");
      const isFolder = above.has(clean);
      // Of what lies in a folder of a sparse index nobody can say that it is not there.
      if (!isFolder && !files.has(clean) && !folders.some((folder) => clean.startsWith(folder))) return undefined;
      return { path, type: isFolder ? "directory" : "file", size: 0, executable: true };
    },
  };
}
