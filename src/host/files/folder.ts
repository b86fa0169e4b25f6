import { closeSync, constants, fstatSync, lstatSync, openSync, readFileSync, readlinkSync, statSync } from "node:fs";
import { isAbsolute, join, normalize } from "node:path";
import type { Contents, Entry, Files } from "../../model/ports.ts";
import { errorCode } from "./error-code.ts";
import type { Ignores } from "./ignore-rules.ts";
import { leadsOut } from "./leads-out.ts";
import { listFolder, type Walked } from "./list-folder.ts";

/** Beyond this a file is not even read: no agent client loads such a file, and memory is finite. */
const LARGEST_READ = 64 * 1024 * 1024;

/**
 * A folder of this machine. `above` holds the ignore rules of its parents: pairs of folder prefix and patterns. `tracked` are
 * the paths that git has, which it does not ignore whatever the rules say.
 */
export function openFolder(root: string, above: Ignores = [], tracked?: () => readonly string[]): Files {
  const regular = new Set<string>();
  const entries = new Map<string, Entry | undefined>();
  let walked: Walked | undefined;
  const walk = (): Walked => {
    walked = listFolder(root, above, tracked);
    for (const { path, link } of walked.listed) if (link === undefined) regular.add(path);
    return walked;
  };
  return {
    list: () => walk().listed,
    ignored: () => (walked ?? walk()).ignored,
    unseen: () => (walked ?? walk()).unseen,
    // A file that was found without following a link lies inside; to ask the system about each takes longer than to read it.
    read: (path) =>
      regular.has(path)
        ? read(join(root, path), NO_LINK)
        : inside(path) && !leadsOut(root, path)
          ? read(join(root, path))
          : { ok: false, reason: "it lies outside the checked folder" },
    entry: (path) => {
      if (!entries.has(path)) entries.set(path, inside(path) ? entry(root, path) : undefined);
      return entries.get(path);
    },
  };
}

function inside(path: string): boolean {
  const clean = normalize(path);
  return !/^\.\.(?:[\\/]|$)/.test(clean) && !isAbsolute(clean) && !path.includes("\0");
}

/** A file that took the place of what was listed; a named pipe, whose opening waits for a writer. Windows has neither flag. */
const { O_NOFOLLOW: NO_LINK, O_NONBLOCK: NO_WAIT } = constants;

function read(file: string, flags = 0): Contents {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(file, constants.O_RDONLY | NO_WAIT | flags);
    const stats = fstatSync(descriptor);
    if (!stats.isFile())
      return { ok: false, reason: stats.isDirectory() ? "it is a directory" : "it is no regular file" };
    const { size } = stats;
    if (size > LARGEST_READ) return { ok: false, reason: `it has ${size} bytes, more than any client reads` };
    return { ok: true, bytes: readFileSync(descriptor) };
  } catch (error) {
    return { ok: false, reason: REASONS[errorCode(error)] ?? `the system says ${errorCode(error)}` };
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "it is not there any more",
  EACCES: "permission is denied",
  ELOOP: "its symbolic links lead in a circle",
};

function entry(root: string, path: string): Entry | undefined {
  try {
    const file = join(root, path);
    const own = lstatSync(file, { throwIfNoEntry: false });
    if (!own) return undefined;
    const stats = own.isSymbolicLink() ? statSync(file) : own;
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
