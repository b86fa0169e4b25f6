import { lstatSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { digestOf, isDigest } from "../../../rollout/release/release.ts";
import type { StoredRelease, TargetState } from "../target.ts";
import { readMark } from "./marks.ts";
import { MARKS, readPointer, RELEASES, type Store } from "./store.ts";

export function readReleases(store: Store): readonly StoredRelease[] {
  return entriesIn(join(store.top, RELEASES)).flatMap((name) => {
    const digest = digestOf(name);
    const stats = isDigest(digest) ? lstatSync(store.placed(digest), { throwIfNoEntry: false }) : undefined;
    return stats?.isDirectory() ? [{ digest, placedAt: stats.mtimeMs }] : [];
  });
}

export function readStore(store: Store): TargetState {
  const marked = entriesIn(join(store.top, MARKS)).map(digestOf).filter(isDigest);
  return {
    pointers: {
      active: readPointer(store, "active"),
      stable: readPointer(store, "stable"),
      canary: readPointer(store, "canary"),
    },
    releases: readReleases(store),
    bad: Object.fromEntries(marked.map((digest) => [digest, readMark(store, digest) ?? ""])),
  };
}

/** What lies in a folder, by name; nothing where there is none. */
export function entriesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).toSorted();
  } catch {
    return [];
  }
}
