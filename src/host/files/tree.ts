import { readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { join, posix, sep } from "node:path";
import { UsageError } from "../../model/usage-error.ts";
import type { Git } from "../git/git.ts";

/** Files by their POSIX path from one top folder: on disk, or as a commit has them. */
export interface Tree {
  readonly isFile: (path: string) => boolean;
  /** Undefined where there is none. Throws UsageError where it cannot be read, or a symbolic link leads out. */
  readonly readText: (path: string) => string | undefined;
  /** The names of the folders in a folder; of the top, which is the empty path, too. */
  readonly folders: (path: string) => readonly string[];
}

export function diskTree(top: string): Tree {
  const isFile = (path: string): boolean => {
    try {
      return statSync(join(top, path), { throwIfNoEntry: false })?.isFile() ?? false;
    } catch (error) {
      throw unreadable(path, error);
    }
  };
  return {
    isFile,
    readText: (path) => {
      if (!isFile(path)) return undefined;
      try {
        const real = realpathSync(join(top, path));
        if (real.startsWith(top.endsWith(sep) ? top : top + sep)) return readFileSync(real, "utf8");
      } catch (error) {
        throw unreadable(path, error);
      }
      throw new UsageError(`"${path}" is a symbolic link that leads out of the repository. Put the file itself there.`);
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

function unreadable(path: string, error: unknown): UsageError {
  return new UsageError(`Cannot read "${path}": ${error instanceof Error ? error.message : String(error)}`);
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
  /** For the path itself or, with a slash behind it, for what the folder holds. */
  const list = (path: string): readonly TreeEntry[] =>
    run("ls-tree", "-z", "--full-tree", "--end-of-options", commit, path)
      .split("\0")
      .flatMap((line) => {
        const [, mode = "", type = "", id = "", found = ""] = /^(\d+) (\w+) (\w+)\t([^]*)$/.exec(line) ?? [];
        return found === "" ? [] : [{ type: mode === LINK ? "link" : type, id, path: found }];
      });
  /** The file at the end of symbolic links, which leave no commit. */
  const blob = (path: string, hops = 0): string | undefined => {
    const found = list(path).find(({ type }) => type === "blob" || type === "link");
    if (found?.type !== "link") return found?.id;
    const link = run("cat-file", "blob", found.id);
    const target = posix.join(posix.dirname(path), link);
    if (hops === LONGEST_CHAIN || target.startsWith("../") || link.startsWith("/"))
      throw new UsageError(`Cannot read "${path}" of the commit ${commit.slice(0, 12)}: a symbolic link leads out.`);
    return blob(target, hops + 1);
  };
  return {
    isFile: (path) => blob(path) !== undefined,
    readText: (path) => {
      const id = blob(path);
      return id === undefined ? undefined : run("cat-file", "blob", id);
    },
    folders: (path) =>
      list(path === "" ? "./" : `${path}/`).flatMap(({ type, path: found }) =>
        type === "tree" ? [path === "" ? found : found.slice(path.length + 1)] : [],
      ),
  };
}

/** `<mode> <type> <id>\t<path>` as git writes it. */
interface TreeEntry {
  readonly type: string;
  readonly id: string;
  readonly path: string;
}
const LINK = "120000";
const LONGEST_CHAIN = 10;
