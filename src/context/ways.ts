import { followLinks } from "../inventory/links/follow-links.ts";
import { folderOf } from "../inventory/places/layout.ts";
import type { Artifact } from "../model/artifact.ts";
import type { Repository } from "../model/rule.ts";

/** A path by which a file is reached. */
export interface Way {
  readonly path: string;
  /** Whether what stands at that path is itself a symbolic link, and not only a folder on the way to it. */
  readonly fileLink: boolean;
}

const known = new WeakMap<Repository, ReadonlyMap<string, readonly Way[]>>();

/** Every way to an artifact: its own path, then those through symbolic links, sorted. */
export function waysTo(repository: Repository, { path }: Artifact): readonly Way[] {
  let all = known.get(repository);
  if (!all) {
    all = linkedWays(repository);
    known.set(repository, all);
  }
  return [{ path, fileLink: false }, ...(all.get(path) ?? [])];
}

function linkedWays({ paths }: Repository): ReadonlyMap<string, readonly Way[]> {
  const links = new Set(paths.flatMap(({ path, link }) => (link === undefined ? [] : [path])));
  const ways = new Map<string, Way[]>();
  for (const [path, end] of [...followLinks(paths)].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const before = ways.get(end);
    const way = { path, fileLink: links.has(path) };
    if (before) before.push(way);
    else ways.set(end, [way]);
  }
  return ways;
}

/** The folders that a file lies in on a way, innermost first, without its own. */
export function foldersAbove(path: string): readonly string[] {
  const folders: string[] = [];
  for (let folder = folderOf(folderOf(path)); folder !== ""; folder = folderOf(folder)) folders.push(folder);
  return folders;
}
