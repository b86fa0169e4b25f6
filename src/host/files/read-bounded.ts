import { closeSync, constants, fstatSync, openSync, readFileSync } from "node:fs";

const HOW = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/**
 * A regular file of at most so many bytes, no link;
 * with `mine`, one of whoever runs the program. Undefined for anything else.
 */
export function readBounded(file: string, largest: number, mine = false): Buffer | undefined {
  try {
    const handle = openSync(file, HOW);
    try {
      const found = fstatSync(handle);
      const strange = mine && process.getuid !== undefined && found.uid !== process.getuid();
      return found.isFile() && found.size <= largest && !strange ? readFileSync(handle) : undefined;
    } finally {
      closeSync(handle);
    }
  } catch {
    return undefined;
  }
}
