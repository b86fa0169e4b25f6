import { lstatSync, readdirSync, readlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Listed, Unseen } from "../../model/ports.ts";
import { UsageError } from "../../model/usage-error.ts";
import { errorCode, systemWords } from "./error-code.ts";
import { belowFolder, type Ignores, isIgnored, openComparisons, rulesIn } from "./ignore-rules.ts";
import { followInside } from "./inside.ts";
import { group } from "../../model/group.ts";

/** Deeper folders are no configuration. */
const DEEPEST = 100;
const GIT = ".git";
/** Other people's packages: not configuration of this repository, tracked or not. */
const MODULES = "node_modules";

export interface Walked {
  readonly listed: readonly Listed[];
  /** Those that were gone through, with a slash at their end; the top is the empty path. */
  readonly folders: readonly string[];
  /** Folders with a slash at their end; nothing below them was looked at. */
  readonly ignored: readonly string[];
  readonly unseen: readonly Unseen[];
}

/** What a folder holds. `tracked` is asked only where something was left out that git may have. */
export function listFolder(root: string, above: Ignores, tracked: () => readonly string[] = () => []): Walked {
  const listed: Listed[] = [];
  const folders: string[] = [];
  const ignored: string[] = [];
  const unseen: Unseen[] = [];
  let modules = false;
  const { spend } = openComparisons();
  const walk = (folder: string, inherited: Ignores, depth: number): void => {
    const names = namesIn(join(root, folder));
    if (!Array.isArray(names)) {
      const reason = systemWords(names.error);
      if (folder === "") throw new UsageError(`Cannot list the checked folder: ${reason}.`);
      const why = errorCode(names.error) === "ENOENT" ? "misnamed" : "locked";
      unseen.push({ path: folder.slice(0, -1), why, reason });
      return;
    }
    folders.push(folder);
    const ignores = names.some((one) => one.name === ".gitignore")
      ? [...inherited, ...rulesIn(join(root, folder, ".gitignore"), inherited, spend)]
      : inherited;
    for (const one of names) {
      const path = folder + one.name;
      const directory = one.isDirectory();
      if (one.name === GIT) continue;
      if (one.name === MODULES) modules = true;
      else if (isIgnored(ignores, one.name, directory)) ignored.push(directory ? `${path}/` : path);
      else if (directory) {
        if (depth < DEEPEST) walk(`${path}/`, belowFolder(ignores, one.name), depth + 1);
        else unseen.push({ path, why: "deep" });
      } else if (one.isSymbolicLink()) listed.push(...linkAt(root, path));
      else if (one.isFile()) listed.push({ path });
    }
  };
  walk("", above, 0);
  if (ignored.length === 0 && !modules) return { listed, folders, ignored, unseen };
  const own = new Set(tracked());
  const missed = group(missing(listed, own), (path) => path.split("/").includes(MODULES));
  return {
    folders,
    listed: [...listed, ...(missed.get(false) ?? []).flatMap((path) => listedAt(root, path))],
    ignored: ignored.filter((path) => !own.has(path)),
    unseen: [...unseen, ...(missed.get(true) ?? []).map((path): Unseen => ({ path, why: "tracked" }))],
  };
}

/**
 * What git tracks is not ignored:
 * otherwise a pattern would take a file out of every check that clients load all the same.
 */
function missing(listed: readonly Listed[], tracked: ReadonlySet<string>): readonly string[] {
  const known = new Set(listed.map(({ path }) => path));
  return [...tracked].filter((path) => !known.has(path) && !path.split("/").includes(GIT));
}

/** A link is listed wherever it leads, as elsewhere; what lies behind a link out of the folder is not the folder's. */
function listedAt(root: string, path: string): readonly Listed[] {
  if (!followInside(root, dirname(path)).ok) return [];
  const stats = lstatSync(join(root, path), { throwIfNoEntry: false });
  if (stats?.isSymbolicLink()) return linkAt(root, path);
  return stats?.isFile() || (!stats && isMisnamed(path)) ? [{ path }] : []; // who reads it is told why that fails
}

function linkAt(root: string, path: string): readonly Listed[] {
  try {
    return [{ path, link: readlinkSync(join(root, path)) }];
  } catch {
    return []; // it vanished while we walked
  }
}

/** What a folder holds, or the error that keeps it. */
function namesIn(folder: string): ReturnType<typeof dirents> | { readonly error: unknown } {
  try {
    return dirents(folder);
  } catch (error) {
    return errorCode(error) === "ENOENT" && !isMisnamed(folder) ? [] : { error }; // it vanished while we walked
  }
}
/** Whether a path has what stands for bytes that are no UTF-8: by such a path nothing is found. */
const isMisnamed = (path: string): boolean => path.includes("\uFFFD");
const dirents = (folder: string) => readdirSync(folder, { withFileTypes: true });
