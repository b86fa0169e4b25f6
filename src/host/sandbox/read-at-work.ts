import { closeSync, constants, fstatSync, openSync, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import { isInside, realPlace } from "../files/inside.ts";

const HOW = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/**
 * A file of a workspace in which a program may be at work: it may put links and pipes in the place of files, and of
 * folders above them, at any time. Undefined for what is no file, or does not lie in the workspace; `root` is real.
 */
export function readAtWork(root: string, path: string, largest: number): Buffer | "too-large" | undefined {
  try {
    const handle = openSync(join(root, path), HOW);
    try {
      const found = fstatSync(handle);
      if (!found.isFile() || !isInside(root, placeOf(handle, join(root, path)))) return undefined;
      return found.size > largest ? "too-large" : readFileSync(handle);
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
