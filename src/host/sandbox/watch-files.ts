import { closeSync, constants, fstatSync, openSync, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import { isInside, realPlace } from "../files/inside.ts";

const LARGEST = 256 * 1024;
/** Of all texts together; what a program writes after that is not seen. */
const MOST_KEPT = 16 * 1024 * 1024;
const HOW = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

export interface WatchedFiles {
  /** Takes down what the files say now. */
  readonly look: () => void;
  /** The texts that one had whenever somebody looked; the same as before is none. */
  readonly states: (path: string) => readonly string[];
}

/** Files of a workspace while a program works there: it may put links and pipes in their place at any time. */
export function watchFiles(workspace: string, paths: readonly string[]): WatchedFiles {
  const seen = new Map(paths.map((path) => [path, [] as string[]]));
  let room = MOST_KEPT;
  const root = realPlace(workspace);
  return {
    look: () => {
      for (const [path, texts] of seen) {
        const text = textInside(root, path, Math.min(room, LARGEST));
        if (text === undefined || text === texts.at(-1)) continue;
        texts.push(text);
        room -= Buffer.byteLength(text);
      }
    },
    states: (path) => seen.get(path) ?? [],
  };
}

/** Undefined for what is no file, too large, or not of the workspace: folders above it may be links that lead out. */
function textInside(root: string, path: string, largest: number): string | undefined {
  try {
    const handle = openSync(join(root, path), HOW);
    try {
      const found = fstatSync(handle);
      if (!found.isFile() || found.size > largest || !isInside(root, placeOf(handle, join(root, path))))
        return undefined;
      return readFileSync(handle, "utf8");
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
