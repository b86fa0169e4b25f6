import { readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { join, sep } from "node:path";
import type { Git } from "./git.ts";

/** Files by their POSIX path from one top folder: on disk, or as a commit has them. */
export interface Tree {
  readonly isFile: (path: string) => boolean;
  /** Undefined where there is none, and where a symbolic link leads out. */
  readonly readText: (path: string) => string | undefined;
  readonly folders: (path: string) => readonly string[];
}

export function diskTree(top: string): Tree {
  return {
    isFile: (path) => statSync(join(top, path), { throwIfNoEntry: false })?.isFile() ?? false,
    readText: (path) => {
      try {
        const real = realpathSync(join(top, path));
        return real.startsWith(top.endsWith(sep) ? top : top + sep) ? readFileSync(real, "utf8") : undefined;
      } catch {
        return undefined;
      }
    },
    folders: (path) => {
      try {
        const found = readdirSync(join(top, path), { withFileTypes: true });
        return found.flatMap((one) => (one.isDirectory() ? [one.name] : []));
      } catch {
        return [];
      }
    },
  };
}

/** A commit's files, read from git's objects: what is checked out has no say in them. */
export function commitTree(git: Git, commit: string): Tree {
  const type = (path: string): string | undefined => {
    const result = git.runSync(["cat-file", "-t", "--end-of-options", `${commit}:${path}`]);
    return result.ok ? result.output.trim() : undefined;
  };
  return {
    isFile: (path) => type(path) === "blob",
    readText: (path) => {
      const result = git.runSync(["cat-file", "blob", "--end-of-options", `${commit}:${path}`]);
      return result.ok ? result.output : undefined;
    },
    folders: (path) => {
      const result = git.runSync(["ls-tree", "-z", "-d", "--name-only", "--end-of-options", `${commit}:${path}`]);
      return result.ok ? result.output.split("\0").filter(Boolean) : [];
    },
  };
}
