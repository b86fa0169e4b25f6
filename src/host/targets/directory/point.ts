import { lstatSync, readlinkSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Digest } from "../../../rollout/plan.ts";
import { hexOf } from "../../../rollout/release/release.ts";
import type { Pointers } from "../../../rollout/state.ts";
import { errorCode } from "../../files/error-code.ts";
import { isLink } from "../../files/inside.ts";
import type { Disk } from "../disk.ts";
import { isPointer, leadsTo, readPointer, type Store } from "./store.ts";

/** Somebody else may have taken the draft of a link for its own: it is made again that often. */
const MOST_TRIES = 5;

/**
 * Has a pointer lead to a release, or to none. A link is made under another name and renamed, which the system does at
 * once: whoever resolves the pointer gets the old release or the new one. Waits for nobody: lowering exposure must not.
 */
export function point(disk: Disk, store: Store, which: keyof Pointers, digest: Digest | null): void {
  const path = store.pointer(which);
  expectPointer(path);
  if (digest === null) disk.remove(path);
  else relink(disk, path, digest);
  disk.sync(store.top);
}

function relink(disk: Disk, path: string, digest: Digest): void {
  // Named by what it leads to: who finds it there finds the link that he would have made.
  const draft = join(dirname(path), `.${basename(path)}-${hexOf(digest)}`);
  for (let left = MOST_TRIES; ; left -= 1)
    try {
      if (!isLink(draft) || readlinkSync(draft) !== leadsTo(digest)) {
        disk.remove(draft);
        disk.link(leadsTo(digest), draft);
      }
      disk.rename(draft, path);
      return;
    } catch (error) {
      if (left <= 1 || !["EEXIST", "ENOENT"].includes(errorCode(error))) throw error;
    }
}

/** Throws where something else than a pointer of ours stands in its place: nothing of others is replaced. */
function expectPointer(path: string): void {
  if (lstatSync(path, { throwIfNoEntry: false }) && !isPointer(path))
    throw new Error(`"${basename(path)}" is there and no pointer: move it away, or name another folder`);
}

/** The pointers that lead elsewhere than they shall. */
export const toMove = (store: Store, wanted: Pointers): readonly (keyof Pointers)[] =>
  (["active", "stable", "canary"] as const).filter((which) => readPointer(store, which) !== wanted[which]);
