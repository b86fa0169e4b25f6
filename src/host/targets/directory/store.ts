import { existsSync, lstatSync, readlinkSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { UsageError } from "../../../model/usage-error.ts";
import type { Digest } from "../../../rollout/plan.ts";
import { digestOf, hexOf } from "../../../rollout/release/release.ts";
import type { Pointers } from "../../../rollout/state.ts";
import { isInside, isLink, realPlace } from "../../files/inside.ts";

/** A folder of releases, by its real path. */
export interface Store {
  readonly top: string;
  /** The folder of a release that is whole. */
  readonly placed: (digest: Digest) => string;
  /** Where it is written before. */
  readonly draft: (digest: Digest) => string;
  readonly pointer: (which: keyof Pointers) => string;
  readonly mark: (digest: Digest) => string;
  readonly backup: (digest: Digest) => string;
}

export const RELEASES = "releases";
export const BACKUPS = "backups";
export const MARKS = "bad";
export const LOCK = "lock";
/** Begins the names of what is not whole yet, or not any more. */
export const DRAFT = ".draft-";
export const POINTER_NAMES: Readonly<Record<keyof Pointers, string>> = {
  active: "current",
  stable: "stable",
  canary: "canary",
};

/**
 * The folder at a path, which need not be there. Throws UsageError where it, or one of those in it, is a symbolic link:
 * what is written would be somewhere else than where somebody looks.
 */
export function openStore(path: string, cwd: string, checkout?: string): Store {
  const named = resolve(cwd, path);
  if (isLink(named)) throw refused(path, "it is a symbolic link; name the folder that it leads to");
  const top = join(realPlace(dirname(named)), basename(named));
  if (checkout !== undefined && isInside(checkout, named) && !isInside(realPlace(checkout), top))
    throw refused(path, "a symbolic link on the way leads out of the repository");
  if (existsSync(top) && !lstatSync(top).isDirectory()) throw refused(path, "it is no folder");
  for (const name of [RELEASES, BACKUPS, MARKS])
    if (isLink(join(top, name))) throw refused(path, `"${name}" in it is a symbolic link`);
  return {
    top,
    placed: (digest) => join(top, RELEASES, hexOf(digest)),
    draft: (digest) => join(top, RELEASES, DRAFT + hexOf(digest)),
    pointer: (which) => join(top, POINTER_NAMES[which]),
    mark: (digest) => join(top, MARKS, hexOf(digest)),
    backup: (digest) => join(top, BACKUPS, `${hexOf(digest)}.tar`),
  };
}

const refused = (path: string, why: string): UsageError =>
  new UsageError(`Releases are not kept at "${path}": ${why}.`);

/** What a pointer leads to; null where there is none, or what is there is no pointer of ours. */
export function readPointer(store: Store, which: keyof Pointers): Digest | null {
  const hex = hexAt(store.pointer(which));
  return hex === undefined ? null : digestOf(hex);
}
export const isPointer = (path: string): boolean => hexAt(path) !== undefined;

const hexAt = (path: string): string | undefined => (isLink(path) ? LEADS.exec(readlinkSync(path))?.[1] : undefined);
const LEADS = /^releases\/([0-9a-f]{64})$/;
export const leadsTo = (digest: Digest): string => `${RELEASES}/${hexOf(digest)}`;
