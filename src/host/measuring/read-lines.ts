/** Reads up to so many bytes into a place of a buffer, and says how many there were; 0 at the end. */
export type ReadPiece = (into: Uint8Array, at: number, most: number) => number;

const CHUNK = 1 << 18;
const NEWLINE = 0x0a;

/**
 * The lines of a text, one by one, in constant memory. Lines end at the byte 0x0A and nowhere else. A piece of the text
 * is decoded at once, which takes half as long as line by line; a line that fills it is no record, and is passed over.
 */
export function readLines(
  readPiece: ReadPiece,
  line: (text: string) => void,
): { readonly bytes: number; readonly monsters: number } {
  const buffer = Buffer.allocUnsafe(CHUNK);
  let [bytes, monsters, kept] = [0, 0, 0];
  let isMonster = false;
  for (;;) {
    const count = readPiece(buffer, kept, CHUNK - kept);
    bytes += count;
    const filled = kept + count;
    const over = count === 0;
    const last = over ? filled : buffer.subarray(0, filled).lastIndexOf(NEWLINE) + 1;
    if (last === 0 && !over && filled === CHUNK) {
      if (!isMonster) monsters += 1;
      isMonster = true;
      kept = 0;
      continue;
    }
    // What is left of a line that was too long ends here.
    const end = buffer.subarray(0, last).indexOf(NEWLINE) + 1;
    const from = isMonster && last > 0 ? end || last : 0;
    if (last > 0) isMonster = false;
    for (const text of buffer.toString("utf8", from, last).split("\n")) if (text.trim() !== "") line(text);
    if (over) return { bytes, monsters };
    buffer.copyWithin(0, last, filled);
    kept = filled - last;
  }
}

/** Of bytes that are in memory already. */
export function inPieces(bytes: Uint8Array): ReadPiece {
  let at = 0;
  return (into, place, most) => {
    const piece = bytes.subarray(at, at + most);
    into.set(piece, place);
    at += piece.length;
    return piece.length;
  };
}
