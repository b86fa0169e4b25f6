import type { Contents, Entry, Files, Listed } from "../model/ports.ts";
import { UsageError } from "../model/usage-error.ts";
import type { Git } from "./git.ts";
import { readBlobs, readSizes } from "./read-blobs.ts";
import { resolver } from "./resolve-links.ts";

/** A file or symbolic link as git's objects have it. */
export interface Blob {
  readonly id: string;
  readonly executable: boolean;
  readonly link: boolean;
}
export interface Blobs {
  readonly blobs: ReadonlyMap<string, Blob>;
  /** Other repositories stand here: folders without files of ours. */
  readonly submodules: readonly string[];
}

const LARGEST_READ = 64 * 1024 * 1024;
/** PATH_MAX of Linux; no link that a system can make is longer. */
const LONGEST_LINK = 4096;
const ABSENT: Contents = { ok: false, reason: "it is not there" };
const decoder = new TextDecoder();

/**
 * Files that are git's objects. What a partial clone lacks is a file that cannot be read where `partial` says so, and
 * otherwise a UsageError.
 */
export function blobFiles(git: Git, { blobs, submodules }: Blobs, { partial }: { readonly partial: boolean }): Files {
  const folders = foldersOf([...blobs.keys(), ...submodules.map((path) => `${path}/`)]);
  const stored = storedBlobs(git, [...blobs.values()]);
  const bytesOf = (blob: Blob): Uint8Array | undefined => {
    const bytes = stored.bytes(blob.id);
    if (!bytes && !partial)
      throw new UsageError(`git has no object ${blob.id}: this clone is a partial one. Clone without --filter.`);
    return bytes;
  };
  const linkOf = (path: string): string | undefined => {
    const blob = blobs.get(path);
    const bytes = blob?.link ? bytesOf(blob) : undefined;
    return bytes && bytes.length <= LONGEST_LINK ? decoder.decode(bytes) : undefined;
  };
  const follow = resolver((path) => blobs.get(path)?.link === true, linkOf);
  return {
    list: () => {
      stored.fetch([...blobs.values()].filter(({ link }) => link));
      return Array.from(blobs.keys()).flatMap((path): Listed | [] => {
        if (blobs.get(path)?.link !== true) return { path };
        const link = linkOf(path);
        return link === undefined ? [] : { path, link };
      });
    },
    prepare: (paths) => stored.fetch(paths.flatMap((path) => blobs.get(path) ?? [])),
    read: (path) => {
      const end = follow(path);
      const blob = end === undefined ? undefined : blobs.get(end);
      if (!blob) return ABSENT;
      const size = stored.size(blob.id) ?? 0;
      if (size > LARGEST_READ) return { ok: false, reason: `it has ${size} bytes, more than any client reads` };
      const bytes = bytesOf(blob);
      return bytes ? { ok: true, bytes } : { ok: false, reason: "git has not fetched it into this partial clone" };
    },
    entry: (path): Entry | undefined => {
      const end = follow(path);
      if (end === undefined) return undefined;
      const blob = blobs.get(end);
      if (!blob && !folders.has(end)) return undefined;
      const link = linkOf(path);
      return {
        path,
        ...(blob
          ? { type: "file", size: stored.size(blob.id) ?? 0, executable: blob.executable }
          : { type: "directory", size: 0, executable: true }),
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
    measure(blobs);
    const ids = missing(contents, blobs).filter((id) => (sizes.get(id) ?? Infinity) <= LARGEST_READ);
    for (const id of ids) contents.set(id, undefined);
    for (const [id, bytes] of readBlobs(git, ids)) contents.set(id, bytes);
  };
  return {
    fetch,
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

function foldersOf(paths: readonly string[]): ReadonlySet<string> {
  const folders = new Set([""]);
  for (const path of paths)
    for (let at = path.lastIndexOf("/"); at > 0 && !folders.has(path.slice(0, at)); at = path.lastIndexOf("/", at - 1))
      folders.add(path.slice(0, at));
  return folders;
}
