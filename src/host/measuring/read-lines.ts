import { checksum } from "./checksum.ts";

/** A line, and the checksum of its bytes. */
export type TakeLine = (text: string, sum: number) => void;

/** Reads up to so many bytes into a place of a buffer, and says how many there were; 0 at the end. */
export type ReadPiece = (into: Uint8Array, at: number, most: number) => number;

/** A line that is as long is no record. */
const LONGEST = 1 << 18;
/** Few lines are there at once, which leaves little that lives while others are looked at. */
const PIECE = 1 << 16;
const NEWLINE = 0x0a;
/** What begins with it, as records do, is not blank. */
const BRACE = 0x7b;

/**
 * The lines of a text, one by one, in constant memory. Lines end at the byte 0x0A and nowhere else. A piece of the text
 * is decoded at once, which takes half as long as line by line; a line that is too long is passed over.
 */
export function readLines(readPiece: ReadPiece, line: TakeLine): { readonly bytes: number; readonly monsters: number } {
  const buffer = Buffer.allocUnsafe(LONGEST);
  const view = new DataView(buffer.buffer, buffer.byteOffset, LONGEST);
  let [bytes, monsters, kept] = [0, 0, 0];
  let isMonster = false;
  for (;;) {
    const count = readPiece(buffer, kept, Math.min(PIECE, LONGEST - kept));
    bytes += count;
    const filled = kept + count;
    const over = count === 0;
    const last = over ? filled : buffer.subarray(0, filled).lastIndexOf(NEWLINE) + 1;
    if (last === 0 && !over && filled === LONGEST) {
      if (!isMonster) monsters += 1;
      isMonster = true;
      kept = 0;
      continue;
    }
    // What is left of a line that was too long ends here.
    const end = buffer.subarray(0, last).indexOf(NEWLINE) + 1;
    // Nothing was read before: a byte order mark, as some programs put it in front, is part of no record.
    const start = bytes === filled && startsWithMark(buffer, filled) ? MARK.length : 0;
    const from = isMonster && last > 0 ? end || last : Math.min(start, last);
    if (last > 0) isMonster = false;
    const piece = buffer.toString("utf8", from, last);
    const isByteByByte = piece.length === last - from;
    let at = from;
    for (const text of piece.split("\n")) {
      const next = isByteByByte ? at + text.length : endOfLine(buffer, at, last);
      if (text.charCodeAt(0) === BRACE || text.trim() !== "") line(text, checksum(view, at, next));
      at = next + 1;
    }
    if (over) return { bytes, monsters };
    buffer.copyWithin(0, last, filled);
    kept = filled - last;
  }
}

/** How UTF-8 writes U+FEFF. */
const MARK = [0xef, 0xbb, 0xbf];
const startsWithMark = (buffer: Buffer, filled: number): boolean =>
  filled >= MARK.length && MARK.every((byte, index) => buffer[index] === byte);

function endOfLine(buffer: Buffer, from: number, last: number): number {
  const at = buffer.subarray(0, last).indexOf(NEWLINE, from);
  return at < 0 ? last : at;
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
