import { join } from "node:path";
import { listedIn } from "../files/listed-in.ts";
import { realPlace } from "../files/inside.ts";
import { readAtWork } from "../sandbox/read-at-work.ts";

/** What agents tell each other is small; the rest is not looked at. */
const MOST_FILES = 200;
const MOST_ENTRIES = 2_000;
const DEEPEST = 10;
const LARGEST = 256 * 1024;
const MOST_BYTES = 2 * 1024 * 1024;

export interface SharedFiles {
  /** Texts by their path from the workspace. */
  readonly files: ReadonlyMap<string, string>;
  /** Whether that is all of them. */
  readonly whole: boolean;
}

/** The texts below a folder of a workspace, while programs may be at work in it. */
export function readShared(workspace: string, folder: string): SharedFiles {
  const root = realPlace(workspace);
  const files = new Map<string, string>();
  const waiting = [{ path: folder, depth: 0 }];
  let [entries, bytes, whole] = [0, 0, true];
  for (let next = waiting.shift(); next; next = waiting.shift())
    for (const entry of listedIn(join(root, next.path))) {
      const path = next.path === "" ? entry.name : `${next.path}/${entry.name}`;
      if (path === ".git") continue;
      entries += 1;
      if (entries > MOST_ENTRIES || files.size >= MOST_FILES || bytes >= MOST_BYTES) return { files, whole: false };
      if (entry.isDirectory()) {
        if (next.depth < DEEPEST) waiting.push({ path, depth: next.depth + 1 });
        else whole = false;
      }
      const read = entry.isFile() ? readAtWork(root, path, LARGEST) : undefined;
      if (read === "too-large") whole = false;
      else if (read) {
        bytes += read.length;
        files.set(path, read.toString("utf8"));
      }
    }
  return { files, whole };
}
