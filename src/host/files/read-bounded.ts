import { closeSync, fstatSync, openSync } from "node:fs";
import { AS_IT_LIES, readUpTo } from "./read-up-to.ts";

/**
 * A regular file of at most so many bytes, no link;
 * with `mine`, one of whoever runs the program. Undefined for anything else.
 */
export function readBounded(file: string, largest: number, mine = false): Buffer | undefined {
  try {
    const handle = openSync(file, AS_IT_LIES);
    try {
      const found = fstatSync(handle);
      const strange = mine && process.getuid !== undefined && found.uid !== process.getuid();
      return found.isFile() && !strange ? readUpTo(handle, found.size, largest) : undefined;
    } finally {
      closeSync(handle);
    }
  } catch {
    return undefined;
  }
}
