import { existsSync, lstatSync, readdirSync, rmdirSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { readInside } from "./read-file.ts";
import { realPlace } from "./inside.ts";
import { placeInside, type Refusal } from "./write-whole.ts";

/**
 * Removes a file below a folder that still says what is expected, or, where nothing is, an empty folder; then the
 * folders around it that are empty without it. Returns why not; undefined where it is gone.
 */
export function removeInside(root: string, path: string, from: string | undefined): Refusal {
  const refusal = whyNotRemovable(root, path, from);
  if (refusal !== undefined) return refusal;
  const top = realPlace(root);
  const place = placeInside(top, path);
  if (!place.ok) return place.reason;
  if (from === undefined) rmdirSync(place.file);
  else rmSync(place.file);
  for (let at = dirname(place.file); at !== top && at.startsWith(top) && readdirSync(at).length === 0; at = dirname(at))
    rmdirSync(at);
  return undefined;
}

/** What stands in the way, as far as that can be seen beforehand. */
export function whyNotRemovable(root: string, path: string, from: string | undefined): Refusal {
  const place = placeInside(realPlace(root), path);
  if (!place.ok) return place.reason;
  if (from === undefined) return isEmptyFolder(root, path) ? undefined : "it is no empty folder";
  const now = readInside(root, path);
  if (!now.ok) return now.reason;
  return Buffer.from(now.bytes).equals(Buffer.from(from)) ? undefined : "it has changed meanwhile";
}

/** Whether a path below a folder is a folder in which nothing is, and no link to one. */
export function isEmptyFolder(root: string, path: string): boolean {
  const place = placeInside(realPlace(root), path);
  if (!place.ok || !existsSync(place.file)) return false;
  return lstatSync(place.file).isDirectory() && readdirSync(place.file).length === 0;
}
