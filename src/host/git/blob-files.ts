import { posix } from "node:path";
import type { Contents, Entry, Files, Listed, Unseen } from "../../model/ports.ts";
import { UsageError } from "../../model/usage-error.ts";
import { containingFolders } from "../files/containing-folders.ts";
import type { Git } from "./git.ts";
import { readBlobs, readSizes } from "./read-blobs.ts";
import { outsideGit, REASONS, resolver } from "../files/resolve-links.ts";

/** A file or symbolic link as git's objects have it. */
export interface Blob {
  readonly id: string;
  readonly executable: boolean;
  readonly link: boolean;
}
export interface Blobs {
  readonly blobs: ReadonlyMap<string, Blob>;
  /** Other repositories stand here, at these commits: folders without files of ours. */
  readonly submodules: ReadonlyMap<string, string>;
}

/** Other people's packages are listed as little as on disk; who names a file of theirs gets it. */
const MODULES = /(?:^|\/)node_modules\//;
const LARGEST_READ = 64 * 1024 * 1024;
/** Nothing larger is fetched unasked. */
const LARGEST_GUESS = 256 * 1024;
/** PATH_MAX of Linux; no link that a system can make is longer. */
const LONGEST_LINK = 4096;
const ABSENT: Contents = { ok: false, reason: "it is not there", why: "absent" };
const decoder = new TextDecoder();

/**
 * Files that are git's objects. What a partial clone lacks is a file that cannot be read where `partial` says so, and
 * otherwise a UsageError.
 */
export function blobFiles(git: Git, { blobs, submodules }: Blobs, { partial }: { readonly partial: boolean }): Files {
  let folders: ReadonlySet<string> | undefined;
  const isFolder = (path: string): boolean => (folders ??= foldersOf(blobs.keys(), [...submodules.keys()])).has(path);
  const stored = storedBlobs(git, [...blobs.values()]);
  const whyNot = ({ id }: Blob): string => {
    const size = stored.size(id);
    if (size !== undefined) return `it has ${size} bytes, more than any client reads`;
    if (partial) return "git has not fetched it into this partial clone";
    throw new UsageError(`git has no object ${id}: this clone is a partial one. Clone without --filter.`);
  };
  const linkOf = (path: string): string | undefined => {
    const blob = blobs.get(path);
    if (!blob?.link) return undefined;
    const bytes = stored.bytes(blob.id);
    if (!bytes) whyNot(blob);
    return bytes && bytes.length <= LONGEST_LINK ? decoder.decode(bytes) : undefined;
  };
  const prepared = new Set<string>();
  const guessed = new Set<string>();
  /** Who reads one script of a skill reads the others too: files of that ending beside those that were prepared. */
  const likesOf = (path: string): readonly Blob[] => {
    const ending = posix.extname(path);
    if (guessed.has(ending)) return [];
    guessed.add(ending);
    return Array.from(blobs).flatMap(([other, blob]) =>
      posix.extname(other) === ending &&
      !blob.link &&
      [...containingFolders(other)].some((folder) => prepared.has(folder))
        ? blob
        : [],
    );
  };
  const follow = resolver((path) => blobs.get(path)?.link === true, linkOf);
  return {
    list: () => {
      stored.fetch([...blobs.values()].filter(({ link }) => link));
      return Array.from(blobs.keys()).flatMap((path): Listed | [] => {
        if (MODULES.test(path)) return [];
        if (blobs.get(path)?.link !== true) return { path };
        const link = linkOf(path);
        return link === undefined ? [] : { path, link };
      });
    },
    unseen: () =>
      Array.from(blobs.keys()).flatMap((path): Unseen | [] => (MODULES.test(path) ? { path, why: "tracked" } : [])),
    submodules: () => submodules,
    prepare: (paths) => {
      for (const path of paths) prepared.add(posix.dirname(path));
      stored.fetch(paths.flatMap((path) => blobs.get(path) ?? []));
    },
    read: (path) => {
      const end = outsideGit(follow(path));
      if (!end.ok) return { ok: false, reason: REASONS[end.why], ...(end.why === "outside" && { why: end.why }) };
      const blob = blobs.get(end.path);
      if (!blob) return ABSENT;
      if (!stored.has(blob.id)) stored.guess(likesOf(end.path));
      const bytes = stored.bytes(blob.id);
      return bytes ? { ok: true, bytes } : { ok: false, reason: whyNot(blob) };
    },
    entry: (path): Entry | undefined => {
      const end = follow(path);
      if (!end.ok) return undefined;
      const blob = blobs.get(end.path);
      if (!blob && !isFolder(end.path)) return undefined;
      const link = linkOf(path);
      return {
        path,
        type: blob ? "file" : "directory",
        // Git is asked only if somebody is: most want to know no more than that something is there.
        get size() {
          return (blob && stored.size(blob.id)) ?? 0;
        },
        executable: blob?.executable ?? true,
        ...(link !== undefined && { link }),
      };
    },
  };
}

type Named = readonly Pick<Blob, "id">[];

/** Git is asked once for each, and for the sizes of `all` at once: who asks for one asks for many. */
function storedBlobs(git: Git, all: Named) {
  const contents = new Map<string, Uint8Array | undefined>();
  const sizes = new Map<string, number | undefined>();
  const measure = (blobs: Named): void => {
    const ids = missing(sizes, blobs);
    for (const id of ids) sizes.set(id, undefined);
    for (const [id, size] of readSizes(git, ids)) sizes.set(id, size);
  };
  const fetch = (blobs: Named): void => {
    const ids = missing(contents, blobs);
    for (const id of ids) contents.set(id, undefined);
    for (const [id, bytes] of readBlobs(git, ids, LARGEST_READ)) {
      sizes.set(id, bytes.length);
      if (bytes.length <= LARGEST_READ) contents.set(id, bytes);
    }
  };
  return {
    fetch,
    guess: (blobs: Named): void => {
      measure(blobs);
      fetch(blobs.filter(({ id }) => (sizes.get(id) ?? Infinity) <= LARGEST_GUESS));
    },
    has: (id: string): boolean => contents.has(id),
    size: (id: string): number | undefined => {
      if (!sizes.has(id)) measure(all);
      return sizes.get(id);
    },
    bytes: (id: string): Uint8Array | undefined => {
      fetch([{ id }]);
      return contents.get(id);
    },
  };
}

const missing = (known: ReadonlyMap<string, unknown>, blobs: Named): readonly string[] => [
  ...new Set(blobs.flatMap(({ id }) => (known.has(id) ? [] : [id]))),
];

function foldersOf(paths: Iterable<string>, submodules: readonly string[]): ReadonlySet<string> {
  const folders = new Set(["", ...submodules, ...submodules.flatMap((path) => [...containingFolders(path)])]);
  for (const path of paths)
    for (const folder of containingFolders(path)) {
      if (folders.has(folder)) break;
      folders.add(folder);
    }
  return folders;
}
