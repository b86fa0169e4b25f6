import { closeSync, fstatSync, openSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import { AS_IT_LIES, readUpTo } from "../files/read-up-to.ts";
import { isInside, realPlace } from "../files/inside.ts";

/**
 * A file of a workspace in which a program may be at work: it may put links and pipes in the place of files, and of
 * folders above them, at any time. Undefined for what is no file, or does not lie in the workspace; `root` is real.
 */
export function readAtWork(root: string, path: string, largest: number): Buffer | "too-large" | undefined {
  try {
    const handle = openSync(join(root, path), AS_IT_LIES);
    try {
      const found = fstatSync(handle);
      if (!found.isFile() || !isInside(root, placeOf(handle, join(root, path)))) return undefined;
      return readUpTo(handle, found.size, largest) ?? "too-large";
    } finally {
      closeSync(handle);
    }
  } catch {
    return undefined; // it is not there yet, or not any more
  }
}

/** Where an open file lies. Linux knows it of the handle; elsewhere the path is asked, which may lead on by now. */
const placeOf = (handle: number, path: string): string =>
  process.platform === "linux" ? readlinkSync(`/proc/self/fd/${handle}`) : realPlace(path);
