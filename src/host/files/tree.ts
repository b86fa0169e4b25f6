import { lstatSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Files } from "../../model/ports.ts";
import { UsageError } from "../../model/usage-error.ts";
import { readInside } from "./read-file.ts";
import { followInside } from "./inside.ts";
import { type End, REASONS, resolver } from "./resolve-links.ts";

/**
 * Files of a policy by their POSIX path from one top folder: on disk, in the index, or as a commit has them. The three
 * answer alike: symbolic links are followed, and one that leads out is refused.
 */
export interface FileTree {
  /** Throws UsageError where what is there cannot be read, or a symbolic link leads out. */
  readonly isFile: (path: string) => boolean;
  /** Undefined where there is none. Throws as `isFile` does: what cannot be read is not what is not there. */
  readonly readText: (path: string) => string | undefined;
  /** Whether a folder is there. */
  readonly isFolder: (path: string) => boolean;
  /** The names of the folders in a folder; of the top, which is the empty path, too. */
  readonly folders: (path: string) => readonly string[];
}

/** A folder of this machine, without a listing of all that is in it. */
export const diskTree = (top: string): FileTree =>
  treeOf({
    read: (path) => readInside(top, path),
    follow: (path) => followInside(top, path),
    foldersIn: (path) => foldersOnDisk(join(top, path)),
    hasFolder: (path) => lstatSync(join(top, path), { throwIfNoEntry: false })?.isDirectory() === true,
  });

/** The index or a commit, by its files. `whose` stands behind a path that cannot be read. */
export function filesTree(files: Files, whose = ""): FileTree {
  let known: ReadonlyMap<string, string | undefined> | undefined;
  const listed = () => (known ??= new Map(files.list().map(({ path, link }) => [path, link])));
  const links = { is: (path: string) => listed().get(path) !== undefined, to: (path: string) => listed().get(path) };
  return treeOf({
    read: files.read,
    follow: (path) => resolver(links.is, links.to)(path),
    foldersIn: (path) => foldersAmong([...listed().keys()], path === "" ? "" : `${path}/`),
    hasFolder: (path) => [...listed().keys()].some((one) => one.startsWith(`${path}/`)),
    whose,
  });
}

interface Ground {
  readonly read: Files["read"];
  readonly follow: (path: string) => End;
  /** The folders in one that is behind all links. */
  readonly foldersIn: (path: string) => readonly string[];
  readonly hasFolder: (path: string) => boolean;
  readonly whose?: string;
}

function treeOf({ read, follow, foldersIn, hasFolder, whose = "" }: Ground): FileTree {
  const refused = (path: string, reason: string, outside: boolean): UsageError =>
    new UsageError(
      outside
        ? `Cannot read "${path}"${whose}: a symbolic link leads out of the repository. Put the file itself there.`
        : `Cannot read "${path}"${whose}: ${reason}.`,
    );
  const bytesAt = (path: string): Uint8Array | undefined => {
    const contents = read(path);
    if (contents.ok) return contents.bytes;
    if (contents.why === "absent") return undefined;
    throw refused(path, contents.reason, contents.why === "outside");
  };
  return {
    isFile: (path) => bytesAt(path) !== undefined,
    isFolder: (path) => {
      const end = follow(path);
      return end.ok && hasFolder(end.path);
    },
    readText: (path) => {
      const bytes = bytesAt(path);
      // As PowerShell writes files: read as UTF-8, every letter of it would be a mistake of its own.
      if (bytes && isUtf16(bytes)) throw refused(path, "it is saved as UTF-16; save it as UTF-8", false);
      return bytes && new TextDecoder().decode(bytes);
    },
    folders: (path) => {
      const end = follow(path);
      if (!end.ok) throw refused(path, REASONS[end.why], end.why === "outside");
      return foldersIn(end.path);
    },
  };
}

const isUtf16 = ([first, second]: Uint8Array): boolean =>
  (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);

function foldersOnDisk(folder: string): readonly string[] {
  try {
    const found = readdirSync(folder, { withFileTypes: true });
    return found.flatMap((one) => (one.isDirectory() ? [one.name] : []));
  } catch {
    return [];
  }
}

function foldersAmong(paths: readonly string[], below: string): readonly string[] {
  const names = paths.flatMap((path) => (path.startsWith(below) ? [path.slice(below.length)] : []));
  return [...new Set(names.flatMap((name) => (name.includes("/") ? [name.slice(0, name.indexOf("/"))] : [])))];
}
