import { closeSync, fstatSync, openSync, readSync } from "node:fs";

/** Read at once: more makes nothing faster. */
const CHUNK = 1 << 19;
/** No line with usage is nearly as long. Beyond that it is only looked for what it says of itself. */
const LONGEST_LINE = 16 << 20;
const NEWLINE = 0x0a;
/** How UTF-8 writes U+FEFF. */
const MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/** A line, and what stands between it and the line that was told before. */
export interface Line {
  readonly bytes: Buffer;
  /** Where it begins in the file. */
  readonly at: number;
  /** Its newline is missing: it is the file's last, and may be cut off. */
  readonly open: boolean;
  /** Whether these bytes stand in a line since the last one told, this one excluded. */
  readonly since: (mark: string) => boolean;
}

export interface Scan {
  /** Only lines that hold one of them are told. */
  readonly needles: readonly string[];
  readonly line: (line: Line) => void;
  /** A line that holds a needle and is too long to be read. */
  readonly monster: (at: number) => void;
  /** Marks that `since` will be asked for: only these are remembered over pieces of the file. Absent: none. */
  readonly marks?: () => readonly string[];
}

/**
 * The lines of a file that hold a needle, in constant memory. Lines end at the byte 0x0A and nowhere else: a text may
 * hold U+2028. Resolves to the bytes that were read; throws the system's error.
 */
export function scanLines(path: string, scan: Scan): number {
  const file = openSync(path, "r");
  try {
    // A device or a pipe has no end that anybody knows.
    if (!fstatSync(file).isFile()) return 0;
    return scanFile(file, scan);
  } finally {
    closeSync(file);
  }
}

function scanFile(file: number, { needles, line, monster, marks = () => [] }: Scan): number {
  let buffer: Buffer = Buffer.allocUnsafe(CHUNK);
  /** Bytes of the buffer that belong to a line whose end was not yet read. */
  let kept = 0;
  /** Where the buffer begins in the file. */
  let base = 0;
  /** Marks of lines that have left the buffer since the last line told. */
  let seen = new Set<string>();
  /** A line too long to be kept: where it begins, and whether a needle was found in it. */
  let long: { readonly at: number; found: boolean } | undefined;
  const overlap = Math.max(...needles.map((needle) => needle.length)) - 1;

  for (;;) {
    if (kept === buffer.length) buffer = grown(buffer);
    const count = readSync(file, buffer, kept, buffer.length - kept, null);
    const filled = kept + count;
    const over = count === 0;
    const last = buffer.subarray(0, filled).lastIndexOf(NEWLINE);
    /** Whole lines end here; at the end of the file what is left is one, too. */
    const end = over ? filled : last + 1;
    // A byte order mark in front of the file belongs to no line.
    let from = base === 0 && buffer.subarray(0, Math.min(filled, MARK.length)).equals(MARK) ? MARK.length : 0;

    if (long && (last !== -1 || over)) {
      const stop = last === -1 ? filled : buffer.indexOf(NEWLINE);
      long.found ||= needles.some((needle) => within(buffer, needle, 0, stop));
      if (long.found) monster(long.at);
      long = undefined;
      from = last === -1 ? filled : stop + 1;
    } else if (long) {
      long.found ||= needles.some((needle) => within(buffer, needle, 0, filled));
      // The end of what was read may hold the beginning of a needle.
      kept = Math.min(overlap, filled);
      buffer.copyWithin(0, filled - kept, filled);
      base += filled - kept;
      continue;
    }

    let gap = from;
    const next = finder(buffer, needles, end);
    for (let at = from; at < end;) {
      const found = next(at);
      if (found === undefined) break;
      const start = Math.max(from, buffer.lastIndexOf(NEWLINE, found) + 1);
      const newline = buffer.indexOf(NEWLINE, found);
      const open = newline === -1 || newline >= end;
      const stop = open ? end : newline;
      const [gapFrom, earlier] = [gap, seen];
      line({
        bytes: buffer.subarray(start, stop),
        at: base + start,
        open,
        since: (mark) => earlier.has(mark) || within(buffer, mark, gapFrom, start),
      });
      seen = new Set();
      gap = stop;
      at = stop + 1;
    }
    for (const mark of marks()) if (within(buffer, mark, gap, end)) seen.add(mark);
    if (over) return base + filled;
    if (end === 0 && filled >= LONGEST_LINE) {
      long = { at: base, found: needles.some((needle) => within(buffer, needle, 0, filled)) };
      kept = Math.min(overlap, filled);
      buffer.copyWithin(0, filled - kept, filled);
      base += filled - kept;
      continue;
    }
    kept = filled - end;
    buffer.copyWithin(0, end, filled);
    base += end;
  }
}

function grown(buffer: Buffer): Buffer {
  const larger = Buffer.allocUnsafe(buffer.length * 2);
  buffer.copy(larger);
  return larger;
}

const within = (buffer: Buffer, needle: string, from: number, end: number): boolean =>
  buffer.subarray(from, end).includes(needle);

/** Asked for places that only grow: where the closest needle stands from there on. Each is looked for only once. */
function finder(buffer: Buffer, needles: readonly string[], end: number): (from: number) => number | undefined {
  const found = needles.map(() => -1);
  return (from) => {
    let closest = end;
    for (const [index, needle] of needles.entries()) {
      let at = found[index] ?? end;
      if (at < from) {
        // Behind the end stands what was read of the next line: what is found there is found again.
        const way = buffer.indexOf(needle, from);
        at = way === -1 || way + needle.length > end ? end : way;
        found[index] = at;
      }
      closest = Math.min(closest, at);
    }
    return closest === end ? undefined : closest;
  };
}
