import { join } from "node:path";
import type { Digest } from "../../../rollout/plan.ts";
import type { Disk } from "../disk.ts";
import { underLock } from "./lock.ts";
import { entriesIn, readReleases } from "./read-store.ts";
import { BACKUPS, DRAFT, readPointer, RELEASES, type Store } from "./store.ts";

/**
 * Removes the releases that nobody needs, and what deployments left behind that were ended in the middle. Where another
 * deployment is at work it is left for the next time.
 */
export async function prune(disk: Disk, store: Store, needed: ReadonlySet<Digest>): Promise<readonly Digest[]> {
  const idle = readReleases(store).filter(({ digest }) => !needed.has(digest));
  if (idle.length === 0 && draftsOf(store).length === 0) return [];
  const locked = await underLock(disk, store, () => {
    const removed: Digest[] = [];
    for (const { digest } of idle) {
      if (pointed(store).has(digest)) continue; // somebody moved a pointer meanwhile
      remove(disk, store, digest);
      removed.push(digest);
    }
    for (const path of draftsOf(store)) disk.remove(path);
    return removed;
  });
  return "done" in locked ? locked.done : [];
}

const pointed = (store: Store): ReadonlySet<Digest> =>
  new Set((["active", "stable", "canary"] as const).flatMap((which) => readPointer(store, which) ?? []));

/** Renamed first: what is removed in part is no release any more. */
function remove(disk: Disk, store: Store, digest: Digest): void {
  const draft = store.draft(digest);
  disk.remove(draft);
  disk.rename(store.placed(digest), draft);
  disk.remove(draft);
  disk.remove(store.backup(digest));
}

function draftsOf(store: Store): readonly string[] {
  return [
    ...entriesIn(join(store.top, RELEASES)).flatMap((name) =>
      name.startsWith(DRAFT) ? [join(store.top, RELEASES, name)] : [],
    ),
    ...entriesIn(join(store.top, BACKUPS)).flatMap((name) =>
      name.endsWith(".draft") ? [join(store.top, BACKUPS, name)] : [],
    ),
    ...entriesIn(store.top).flatMap((name) => (LINK_DRAFT.test(name) ? [join(store.top, name)] : [])),
  ];
}
const LINK_DRAFT = /^\.(?:current|stable|canary)-[0-9a-f]{64}$/;
