import { realpathSync, statSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import type { Files } from "../../model/ports.ts";
import { UsageError } from "../../model/usage-error.ts";
import { openFolder } from "./folder.ts";
import { findTop } from "../git/git.ts";
import { sparedFiles, submodulesOf, trackedFiles } from "../git/git-index.ts";
import { ignoresAbove } from "./ignore-rules.ts";
import { isInside, posix } from "./inside.ts";

/** The checked folder, and where it lies in its repository. */
export interface Place {
  readonly files: Files;
  /** The repository's top folder; the checked folder itself where there is no repository. */
  readonly top: string;
  readonly repository: boolean;
  /** From the top to the checked folder: empty, or POSIX with a trailing slash. */
  readonly prefix: string;
  /** Whether a path belongs to what the user named: all, or the one file. No path: what is said of the repository. */
  readonly selects: (path: string | undefined) => boolean;
}

/** Throws UsageError where the target does not exist. */
export function findPlace(cwd: string, target: string | undefined): Place {
  const here = real(cwd) ?? cwd;
  const typed = resolve(here, target ?? ".");
  const named = real(typed);
  if (named === undefined) throw new UsageError(`There is no "${target}". Give a folder or a file that exists.`);
  const isFolder = statSync(named).isDirectory();
  const root = isFolder ? named : rootFor(named, here);
  // A symbolic link stands for the file that it leads to; some files are known by the link alone.
  const only = isFolder ? undefined : [named, typed].map((file) => posix(relative(root, file)));
  const top = findTop(root);
  const prefix = top === undefined || top === root ? "" : `${posix(relative(top, root))}/`;
  return {
    files:
      top === undefined
        ? openFolder(root)
        : openFolder(
            root,
            ignoresAbove(top, prefix),
            () => below(prefix, trackedFiles(top) ?? []),
            () => below(prefix, sparedFiles(top)),
            () =>
              new Map([...submodulesOf(top)].flatMap(([path, id]) => below(prefix, [path]).map((one) => [one, id]))),
          ),
    top: top ?? root,
    repository: top !== undefined,
    prefix,
    selects: (path) => only === undefined || (path !== undefined && only.includes(path)),
  };
}

/**
 * The folder that a file is checked in: where the user stands, unless that is outside the file's repository. A folder
 * above it may be a whole disk.
 */
function rootFor(file: string, here: string): string {
  const top = findTop(dirname(file));
  if (isInside(here, file) && (top === undefined || isInside(top, here))) return here;
  return top ?? dirname(file);
}

const below = (prefix: string, paths: readonly string[]): readonly string[] =>
  paths.flatMap((path) => (path.startsWith(prefix) && path !== prefix ? [path.slice(prefix.length)] : []));

/**
 * A file that the user named, by its path from a folder;
 * undefined where it lies elsewhere. Throws UsageError if absent.
 */
export function pathBelow(cwd: string, named: string, top: string): string | undefined {
  const file = resolve(cwd, named);
  const folder = real(dirname(file));
  if (real(file) !== undefined && statSync(file).isDirectory())
    throw new UsageError(
      `"${named}" is a folder. Name the configuration in it: ${named.replace(/(?<!\/)\/+$/, "")}/agent-ci.yaml.`,
    );
  if (folder === undefined || real(file) === undefined)
    throw new UsageError(`There is no configuration "${named}". Give a file that exists, or leave --config out.`);
  if (!statSync(file).isFile())
    throw new UsageError(
      `"${named}" is no regular file. Give one that holds the configuration, or leave --config out.`,
    );
  const own = join(folder, basename(file));
  return isInside(top, own) ? posix(relative(top, own)) : undefined;
}

/** Undefined where nothing is, or what is there cannot be reached. */
function real(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}
