import { readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { join, sep } from "node:path";
import { UsageError } from "../model/usage-error.ts";
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

/**
 * A commit's files, read from git's objects: what is checked out has no say in them. Throws UsageError where git cannot
 * read them: a policy that cannot be read is not a policy that is not there.
 */
export function commitTree(git: Git, commit: string): Tree {
  const run = (...args: readonly string[]): string => {
    const result = git.runSync(args);
    if (result.ok) return result.output;
    throw new UsageError(
      `git cannot read the commit ${commit.slice(0, 12)}: ${result.reason}\nFetch it whole: without \`filter\` at the checkout.`,
    );
  };
  /** `<mode> <type> <id>\t<path>`, for the path itself or, with a slash behind it, for what the folder holds. */
  const list = (path: string): readonly (readonly [type: string, id: string, path: string])[] =>
    run("ls-tree", "-z", "--full-tree", "--end-of-options", commit, path)
      .split("\0")
      .flatMap((line) => {
        const found = /^\d+ (\w+) (\w+)\t([^]*)$/.exec(line);
        return found ? [[found[1] ?? "", found[2] ?? "", found[3] ?? ""] as const] : [];
      });
  const blob = (path: string): string | undefined => list(path).find(([type]) => type === "blob")?.[1];
  return {
    isFile: (path) => blob(path) !== undefined,
    readText: (path) => {
      const id = blob(path);
      return id === undefined ? undefined : run("cat-file", "blob", id);
    },
    folders: (path) =>
      list(`${path}/`).flatMap(([type, , found]) => (type === "tree" ? [found.slice(path.length + 1)] : [])),
  };
}
