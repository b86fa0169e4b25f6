import { realPlace } from "../files/inside.ts";
import { readAtWork } from "./read-at-work.ts";

const LARGEST = 256 * 1024;
/** Of all texts together; what a program writes after that is not seen. */
const MOST_KEPT = 16 * 1024 * 1024;

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
        const read = readAtWork(root, path, Math.min(room, LARGEST));
        if (read === undefined || read === "too-large") continue;
        const text = read.toString("utf8");
        if (text === texts.at(-1)) continue;
        texts.push(text);
        room -= read.length;
      }
    },
    states: (path) => seen.get(path) ?? [],
  };
}
