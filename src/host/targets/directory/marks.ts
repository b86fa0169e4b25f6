import { lstatSync } from "node:fs";
import { dirname } from "node:path";
import type { Digest } from "../../../rollout/plan.ts";
import { readBounded } from "../../files/read-bounded.ts";
import type { Disk } from "../disk.ts";
import type { Store } from "./store.ts";

const LONGEST_REASON = 4096;

/** Marks a release bad, with why. */
export function mark(disk: Disk, store: Store, digest: Digest, why: string): void {
  if (readMark(store, digest) !== undefined) return;
  const path = store.mark(digest);
  const draft = `${path}.draft`;
  disk.makeFolder(dirname(path));
  disk.remove(draft);
  disk.write(draft, `${why.slice(0, LONGEST_REASON)}\n`, false);
  disk.rename(draft, path);
  disk.sync(dirname(path));
}

export function unmark(disk: Disk, store: Store, digest: Digest): void {
  disk.remove(store.mark(digest));
  disk.sync(dirname(store.mark(digest)));
}

/** Why a release is bad; undefined where it is not. */
export function readMark(store: Store, digest: Digest): string | undefined {
  const path = store.mark(digest);
  if (!lstatSync(path, { throwIfNoEntry: false })) return undefined;
  // A mark that cannot be read is one all the same.
  return (
    readBounded(path, 4 * LONGEST_REASON + 1)
      ?.toString("utf8")
      .trim() ?? "for a reason that cannot be read"
  );
}
