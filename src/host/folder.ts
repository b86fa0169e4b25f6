import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  statSync,
} from "node:fs";
import { isAbsolute, join, normalize, sep } from "node:path";
import type { Contents, Entry, Files, Listed } from "../model/ports.ts";
import { UsageError } from "../model/usage-error.ts";
import { belowFolder, type Ignores, isIgnored, rulesIn } from "./ignore-rules.ts";

/** Beyond this a file is not even read: no agent client loads such a file, and memory is finite. */
const LARGEST_READ = 64 * 1024 * 1024;
/** Deeper folders are no configuration, and paths longer than this the system refuses anyway. */
const DEEPEST = 100;
/** Never configuration of this repository, tracked or not. */
const SKIPPED = new Set([".git", "node_modules"]);

/**
 * A folder of this machine. `above` holds the ignore rules of its parents: pairs of folder prefix and patterns. `tracked` are
 * the paths that git has, which it does not ignore whatever the rules say.
 */
export function openFolder(root: string, above: Ignores = [], tracked?: () => readonly string[]): Files {
  const regular = new Set<string>();
  const entries = new Map<string, Entry | undefined>();
  let ignored: readonly string[] | undefined;
  const walk = (): readonly Listed[] => {
    const found = list(root, above, tracked);
    for (const { path, link } of found.listed) if (link === undefined) regular.add(path);
    ignored = found.ignored;
    return found.listed;
  };
  return {
    list: walk,
    ignored: () => {
      if (!ignored) walk();
      return ignored ?? [];
    },
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

interface Walked {
  readonly listed: readonly Listed[];
  /** Folders with a slash at their end; nothing below them was looked at. */
  readonly ignored: readonly string[];
}

function list(root: string, above: Ignores, tracked: () => readonly string[] = () => []): Walked {
  const found: Listed[] = [];
  const ignored: string[] = [];
  const walk = (folder: string, inherited: Ignores, depth: number): void => {
    const names = namesIn(join(root, folder), folder);
    const ignores = names.some((one) => one.name === ".gitignore")
      ? [...inherited, ...rulesIn(join(root, folder, ".gitignore"), inherited)]
      : inherited;
    for (const one of names) {
      const path = folder + one.name;
      const directory = one.isDirectory();
      if (SKIPPED.has(one.name)) continue;
      if (isIgnored(ignores, one.name, directory)) ignored.push(directory ? `${path}/` : path);
      else if (directory) {
        if (depth < DEEPEST) walk(`${path}/`, belowFolder(ignores, one.name), depth + 1);
      } else if (one.isSymbolicLink()) found.push(...linkAt(root, path));
      else if (one.isFile()) found.push({ path });
    }
  };
  walk("", above, 0);
  if (ignored.length === 0) return { listed: found, ignored };
  const own = new Set(tracked());
  return { listed: [...found, ...missed(root, found, own)], ignored: ignored.filter((path) => !own.has(path)) };
}

/** What git tracks is not ignored: otherwise a pattern would take a file out of every check that clients load all the same. */
function missed(root: string, found: readonly Listed[], tracked: ReadonlySet<string>): readonly Listed[] {
  const known = new Set(found.map(({ path }) => path));
  return [...tracked].flatMap((path) => {
    if (known.has(path) || path.split("/").some((part) => SKIPPED.has(part)) || leadsOut(root, path)) return [];
    const stats = lstatSync(join(root, path), { throwIfNoEntry: false });
    if (stats?.isSymbolicLink()) return linkAt(root, path);
    return stats?.isFile() ? [{ path }] : [];
  });
}

function linkAt(root: string, path: string): readonly Listed[] {
  try {
    return [{ path, link: readlinkSync(join(root, path)) }];
  } catch {
    return []; // it vanished while we walked
  }
}

function namesIn(folder: string, shown: string): ReturnType<typeof dirents> {
  try {
    return dirents(folder);
  } catch (error) {
    if (codeOf(error) === "ENOENT") return []; // it vanished while we walked
    throw new UsageError(`Cannot list ${shown || "the checked folder"} (${codeOf(error)}). Check its permissions.`);
  }
}
const dirents = (folder: string) => readdirSync(folder, { withFileTypes: true });

function inside(path: string): boolean {
  const clean = normalize(path);
  return !/^\.\.(?:[\\/]|$)/.test(clean) && !isAbsolute(clean) && !path.includes("\0");
}

/** Whether a symbolic link on the way leads out of the folder. What is not there leads nowhere. */
function leadsOut(root: string, path: string): boolean {
  try {
    return !realpathSync(join(root, path)).startsWith(root.endsWith(sep) ? root : root + sep);
  } catch {
    return false;
  }
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
    return { ok: false, reason: REASONS[codeOf(error)] ?? `the system says ${codeOf(error)}` };
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

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "an error";
}
