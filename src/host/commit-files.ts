import { posix } from "node:path";
import type { Contents, Entry, Files, Listed } from "../model/ports.ts";
import { UsageError } from "../model/usage-error.ts";
import type { Git } from "./git.ts";
import { readBlobs } from "./read-blobs.ts";

interface Blob {
  readonly id: string;
  readonly size: number;
  readonly executable: boolean;
  readonly link: boolean;
}

const LARGEST_READ = 64 * 1024 * 1024;
const LONGEST_CHAIN = 40;
const ABSENT: Contents = { ok: false, reason: "it is not there" };
const decoder = new TextDecoder();

/**
 * A folder of a commit as a checked folder, read from git's objects; empty where the commit has no such folder.
 * `prefix` is the way to it: empty, or with a slash at the end. Throws UsageError where git cannot read the commit.
 */
export function commitFiles(git: Git, commit: string, prefix: string): Files {
  const tree = prefix === "" ? commit : `${commit}:${prefix.slice(0, -1)}`;
  const blobs = git.runSync(["rev-parse", "--verify", "--quiet", "--end-of-options", tree]).ok
    ? blobsOf(git, tree)
    : new Map<string, Blob>();
  const folders = new Set<string>();
  for (const path of blobs.keys())
    for (let at = path.lastIndexOf("/"); at > 0; at = path.lastIndexOf("/", at - 1)) folders.add(path.slice(0, at));
  const contents = new Map<string, Uint8Array>();
  const fetch = (ids: Iterable<string>): void => {
    for (const [id, bytes] of readBlobs(
      git,
      [...new Set(ids)].filter((one) => !contents.has(one)),
    ))
      contents.set(id, bytes);
  };
  const bytesOf = (blob: Blob): Uint8Array => {
    fetch([blob.id]);
    const bytes = contents.get(blob.id);
    if (!bytes)
      throw new UsageError(`git has no object ${blob.id}: this clone is a partial one. Clone without --filter.`);
    return bytes;
  };
  const linkOf = (blob: Blob): string => decoder.decode(bytesOf(blob));
  const follow = (path: string): string | undefined => {
    let at = posix.normalize(path).replace(/\/$/, "");
    for (let hop = 0; hop < LONGEST_CHAIN; hop += 1) {
      const blob = blobs.get(at);
      if (!blob?.link) return at;
      at = posix.join(posix.dirname(at), linkOf(blob));
      if (at.startsWith("../") || at.startsWith("/")) return undefined;
    }
    return undefined;
  };
  return {
    list: () => {
      const links = [...blobs.values()].filter(({ link }) => link);
      fetch(links.map(({ id }) => id));
      return Array.from(blobs, ([path, blob]): Listed => (blob.link ? { path, link: linkOf(blob) } : { path }));
    },
    prepare: (paths) => fetch(paths.flatMap((path) => idOf(blobs.get(path)))),
    read: (path) => {
      const end = follow(path);
      const blob = end === undefined ? undefined : blobs.get(end);
      if (!blob) return ABSENT;
      if (blob.size > LARGEST_READ)
        return { ok: false, reason: `it has ${blob.size} bytes, more than any client reads` };
      return { ok: true, bytes: bytesOf(blob) };
    },
    entry: (path): Entry | undefined => {
      const end = follow(path);
      if (end === undefined) return undefined;
      const blob = blobs.get(end);
      if (blob) return { path, type: "file", size: blob.size, executable: blob.executable };
      return folders.has(end) || end === "." ? { path, type: "directory", size: 0, executable: true } : undefined;
    },
  };
}

const idOf = (blob: Blob | undefined): readonly string[] => (blob && blob.size <= LARGEST_READ ? [blob.id] : []);

/** Files and links of a tree by path, in git's order. Submodules have no files here. */
function blobsOf(git: Git, tree: string): ReadonlyMap<string, Blob> {
  const listed = git.runSync(["ls-tree", "-r", "-z", "-l", "--end-of-options", tree]);
  if (!listed.ok) throw new UsageError(`git cannot list the files of ${tree}: ${listed.reason}`);
  const blobs = new Map<string, Blob>();
  for (const line of listed.output.split("\0")) {
    const tab = line.indexOf("\t");
    const [mode = "", type, id = "", size = "0"] = line.slice(0, Math.max(tab, 0)).split(/ +/);
    const path = line.slice(tab + 1);
    if (type !== "blob" || /(?:^|\/)node_modules\//.test(path)) continue;
    blobs.set(path, { id, size: Number(size), executable: mode === "100755", link: mode === "120000" });
  }
  return blobs;
}
