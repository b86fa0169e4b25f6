import { UsageError } from "../../model/usage-error.ts";
import { CONFIG_NAMES } from "../../model/config-names.ts";
import type { FileTree } from "./tree.ts";

/** A configuration in a tree: its folder from the tree's top (empty, or with a trailing slash), and its name. */
export interface FoundConfig {
  readonly folder: string;
  readonly file?: string;
  readonly readText: (path: string) => string | undefined;
  /** The folders of `environments/` beside it. */
  readonly environments: readonly string[];
}

/** The configuration closest to a folder, from there up to the tree's top; without any, the folder itself with none. */
export function findConfig(tree: FileTree, folder: string): FoundConfig {
  const parts = folder.split("/").slice(0, -1);
  for (let depth = parts.length; depth >= 0; depth--) {
    const at = parts
      .slice(0, depth)
      .map((part) => `${part}/`)
      .join("");
    const file = CONFIG_NAMES.find((name) => tree.isFile(at + name));
    if (file !== undefined) return configAt(tree, at, file);
    const folderOfName = CONFIG_NAMES.find((name) => tree.isFolder(at + name));
    if (folderOfName !== undefined)
      throw new UsageError(
        `"${at}${folderOfName}" is a folder, and the configuration is a file of that name. Give the folder another name.`,
      );
  }
  return configAt(tree, folder, undefined);
}

/** The configuration that somebody named, by its path from the tree's top. */
export function namedConfig(tree: FileTree, path: string): FoundConfig {
  const slash = path.lastIndexOf("/") + 1;
  const file = path.slice(slash);
  return configAt(tree, path.slice(0, slash), tree.isFile(path) ? file : undefined);
}

function configAt(tree: FileTree, folder: string, file: string | undefined): FoundConfig {
  return {
    folder,
    ...(file !== undefined && { file }),
    readText: (path) => tree.readText(folder + path),
    environments: tree.folders(`${folder}environments`),
  };
}
