import { realpathSync, statSync } from "node:fs";
import { dirname, relative, resolve, sep } from "node:path";
import type { Files } from "../model/ports.ts";
import { UsageError } from "../model/usage-error.ts";
import { ignoresAbove, openFolder } from "./folder.ts";
import { findTop } from "./git.ts";

/** The checked folder, and where it lies in its repository. */
export interface Place {
  readonly files: Files;
  /** The repository's top folder; the checked folder itself where there is no repository. */
  readonly top: string;
  readonly repository: boolean;
  /** From the top to the checked folder: empty, or POSIX with a trailing slash. */
  readonly prefix: string;
  /** Whether a path belongs to what the user named: all, or the one file. */
  readonly selects: (path: string) => boolean;
}

/** Throws UsageError where the target does not exist. */
export function findPlace(cwd: string, target: string | undefined): Place {
  const named = resolve(cwd, target ?? ".");
  const stats = statSync(named, { throwIfNoEntry: false });
  if (!stats) throw new UsageError(`There is no "${target}". Give a folder or a file that exists.`);
  const folder = stats.isDirectory() ? named : isBelow(cwd, named) ? cwd : dirname(named);
  const only = stats.isDirectory() ? undefined : posix(relative(folder, named));
  const root = realpathSync(folder);
  const top = findTop(root);
  const prefix = top === undefined || top === root ? "" : `${posix(relative(top, root))}/`;
  return {
    files: openFolder(root, top === undefined ? [] : ignoresAbove(top, prefix)),
    top: top ?? root,
    repository: top !== undefined,
    prefix,
    selects: (path) => only === undefined || path === only,
  };
}

/** A file that the user named, by its path from a folder; undefined where it lies elsewhere. Throws UsageError if absent. */
export function pathBelow(cwd: string, named: string, top: string): string | undefined {
  const file = resolve(cwd, named);
  if (!statSync(file, { throwIfNoEntry: false })?.isFile())
    throw new UsageError(`There is no configuration "${named}". Give a file that exists, or leave --config out.`);
  const real = realpathSync(dirname(file)) + sep + file.slice(dirname(file).length).replace(/^[\\/]+/, "");
  return isBelow(top, real) ? posix(relative(top, real)) : undefined;
}

const posix = (path: string): string => path.split(sep).join("/");
const isBelow = (folder: string, path: string): boolean =>
  path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
