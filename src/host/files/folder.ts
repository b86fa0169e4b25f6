import { closeSync, constants, fstatSync, lstatSync, openSync, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import type { Contents, Entry, Files } from "../../model/ports.ts";
import { errorCode } from "./error-code.ts";
import type { Ignores } from "./ignore-rules.ts";
import { followInside } from "./inside.ts";
import { listFolder, type Walked } from "./list-folder.ts";
import { outsideGit, REASONS } from "./resolve-links.ts";

/** Beyond this a file is not even read: no agent client loads such a file, and memory is finite. */
const LARGEST_READ = 64 * 1024 * 1024;

/**
 * A folder of this machine. `above` holds the ignore rules of its parents: pairs of folder prefix and patterns.
 * `tracked` are the paths that git has, which it does not ignore whatever the rules say.
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
    // A file that was found without following a link lies inside;
    // to ask the system about each takes longer than to read it.
    read: (path) => (regular.has(path) ? readFile(join(root, path)) : readInside(root, path)),
    entry: (path) => {
      if (!entries.has(path)) entries.set(path, regular.has(path) ? entry(root, path, path) : entryInside(root, path));
      return entries.get(path);
    },
  };
}

/** A file below a folder, links followed as far as they stay in it. */
export function readInside(root: string, path: string): Contents {
  const end = outsideGit(followInside(root, path));
  if (end.ok) return readFile(join(root, end.path));
  return { ok: false, reason: REASONS[end.why], ...(end.why === "outside" && { why: end.why }) };
}

/**
 * Flags against what may have taken a file's place since it was listed: a symbolic link is not followed, and a named
 * pipe not waited for. Windows has neither.
 */
const { O_NOFOLLOW: NO_LINK, O_NONBLOCK: NO_WAIT } = constants;

/** A regular file by its own place: no link is followed at its end, and nothing waited for. */
export function readFile(file: string): Contents {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(file, constants.O_RDONLY | NO_WAIT | NO_LINK);
    const stats = fstatSync(descriptor);
    if (stats.isDirectory()) return { ok: false, reason: "it is a directory", why: "absent" };
    if (!stats.isFile()) return { ok: false, reason: "it is no regular file" };
    const { size } = stats;
    if (size > LARGEST_READ) return { ok: false, reason: `it has ${size} bytes, more than any client reads` };
    return { ok: true, bytes: readFileSync(descriptor) };
  } catch (error) {
    const code = errorCode(error);
    const reason = SAID[code] ?? `the system says ${code}`;
    return { ok: false, reason, ...((code === "ENOENT" || code === "ENOTDIR") && { why: "absent" }) };
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}
const SAID: Readonly<Record<string, string>> = {
  ENOENT: "it is not there any more",
  EACCES: "permission is denied",
  ELOOP: "a symbolic link took its place", // links were followed before it was opened
};

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
