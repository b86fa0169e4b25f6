import { constants, readSync } from "node:fs";

/**
 * How to open what may have changed since it was looked at: no link is followed at its end,
 * no pipe waited for. Windows has neither.
 */
export const AS_IT_LIES = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

const CHUNK = 65_536;

/**
 * The bytes of an open file of which this size was said; undefined where there are more than `largest`. In one call
 * where the size is right: Node's own asks for it once more, and of a file that said 0 it reads all that a program goes
 * on writing, without end.
 */
export function readUpTo(handle: number, size: number, largest: number): Buffer | undefined {
  if (size > largest) return undefined;
  const bytes = Buffer.allocUnsafe(size);
  const read = readSync(handle, bytes, 0, size, null);
  if (read === size && size > 0) return bytes;
  const pieces = [bytes.subarray(0, read)];
  for (let length = read; length <= largest;) {
    const piece = Buffer.allocUnsafe(CHUNK);
    const more = readSync(handle, piece, 0, CHUNK, null);
    if (more === 0) return Buffer.concat(pieces);
    pieces.push(piece.subarray(0, more));
    length += more;
  }
  return undefined;
}
