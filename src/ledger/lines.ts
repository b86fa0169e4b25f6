import { hash } from "node:crypto";
import { entryIn, type LogEntry } from "./entry.ts";

/** What a log file holds. Hashes are of bytes: a text stands for its own in UTF-8. */
export type LogBytes = string | Uint8Array;

export interface LogLine {
  /** The path of its file, where there may be several. */
  readonly file: string | undefined;
  /** From 1, in its file. */
  readonly number: number;
  /** Without its end. */
  readonly bytes: Uint8Array;
  readonly digest: string;
  /** Undefined where it is none. */
  readonly entry: LogEntry | undefined;
}
export interface LogLines {
  readonly lines: readonly LogLine[];
  /** Lines that were cut off while they were written, by their numbers; the entry after each says so. */
  readonly damaged: readonly number[];
  /** What follows the last whole line: it was cut off, and nobody has said so yet. */
  readonly torn: Uint8Array | undefined;
}

/** Of an entry that says that what stands before it was cut off. */
export const REPAIR = "repair";

export const rawBytes = (log: LogBytes): Uint8Array => (typeof log === "string" ? Buffer.from(log) : log);

export const rawDigest = (bytes: LogBytes): string => `sha256:${hash("sha256", rawBytes(bytes), "hex")}`;

const LINE_END = 10;

export function linesOf(log: LogBytes, file?: string): LogLines {
  const bytes = rawBytes(log);
  const lines: LogLine[] = [];
  const damaged: number[] = [];
  let from = 0;
  for (let number = 1, end = bytes.indexOf(LINE_END); end !== -1; number += 1, end = bytes.indexOf(LINE_END, from)) {
    const line = lineAt(bytes.subarray(from, end), number, file);
    const before = lines.at(-1);
    if (before && tellsOf(line.entry, before.digest)) {
      lines.pop();
      damaged.push(before.number);
    }
    lines.push(line);
    from = end + 1;
  }
  return { lines, damaged, torn: from === bytes.length ? undefined : bytes.subarray(from) };
}

const lineAt = (bytes: Uint8Array, number: number, file: string | undefined): LogLine => ({
  file,
  number,
  bytes,
  digest: rawDigest(bytes),
  entry: entryIn(bytes),
});

function tellsOf(entry: LogEntry | undefined, digest: string): boolean {
  const [evidence] = entry?.event === REPAIR ? entry.evidence : [];
  return typeof evidence === "object" && evidence !== null && "damaged" in evidence && evidence["damaged"] === digest;
}

/** Of the tree over a log: its lines, without their ends. */
export const leavesOf = (lines: readonly LogLine[]): readonly Uint8Array[] => lines.map(({ bytes }) => bytes);
