import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { basename } from "node:path";
import { objectsOf, parsed } from "../../model/json.ts";
import type { Flaw, LogKind, LogReading, Told } from "../../usage/log-kind.ts";
import { endReading, endsOf, parseLine, readLine } from "../../usage/read-line.ts";
import { errorCode } from "../files/error-code.ts";
import { readBounded } from "../files/read-bounded.ts";
import { scanLines } from "./scan-lines.ts";

/** As much of a file as shows what kind of log it is. */
const HEAD = 64 * 1024;
/** A larger JSON would have to be in the memory as a whole: those who write so much have it in lines, too. */
const LARGEST_JSON = 64 << 20;

export interface KnownFile {
  readonly path: string;
  readonly kind: LogKind;
  /** It is one JSON text, not one per line. */
  readonly whole: boolean;
  readonly size: number;
}

/** What kind of log a file is, by how it begins; undefined where it is none. Throws the system's error. */
export function knownFile(path: string, kinds: readonly LogKind[]): KnownFile | undefined {
  const file = openSync(path, "r");
  try {
    const stats = fstatSync(file);
    if (!stats.isFile()) return undefined;
    const buffer = Buffer.alloc(HEAD);
    const head = buffer.toString("utf8", 0, readSync(file, buffer, 0, HEAD, 0)).replace(/^\uFEFF/, "");
    const kind = kinds.find(({ claims }) => claims(head));
    return kind && { path, kind, whole: !kind.isText && /^\s*(?:\[|\{\s*[\r\n])/.test(head), size: stats.size };
  } finally {
    closeSync(file);
  }
}

interface Telling {
  readonly record: Told["record"];
  /** At the byte at which its line begins. */
  readonly flaw: (flaw: Flaw, at?: number) => void;
}

/** Reads a file; how many bytes it had. Where the system refuses, that is told. */
export function readLogFile(file: Omit<KnownFile, "size">, shared: Map<string, string>, telling: Telling): number {
  return orUnreadable(() => read(file, shared, telling), telling.flaw) ?? 0;
}

/** Undefined where the system refused, which is told. */
export function orUnreadable<T>(reading: () => T, flaw: (flaw: "unreadable") => void): T | undefined {
  try {
    return reading();
  } catch (error) {
    if (errorCode(error) === "an error") throw error;
    flaw("unreadable");
    return undefined;
  }
}

function read({ path, kind, whole }: Omit<KnownFile, "size">, shared: Map<string, string>, telling: Telling): number {
  let begins: number | undefined;
  const told: Told = { record: telling.record, flaw: (one) => telling.flaw(one, begins) };
  const reading = kind.open(told, { name: basename(path), shared });
  if (whole) return readWhole(path, reading, told.flaw);
  const bytes = scanLines(path, {
    needles: kind.needles,
    line: ({ bytes: line, at, open, since }) => {
      begins = at;
      if (reading.text) {
        reading.text(line.toString("utf8"), open);
        return;
      }
      const text = at === 0 && line.indexOf(MARK) === 0 ? line.subarray(MARK.length) : line;
      const ends = kind.without && endsOf(text, kind.without);
      if (ends && reading.repeats?.(text, ends)) return;
      const json = parseLine(text, ends);
      if (json) readLine(reading, json, since, told.flaw);
      else told.flaw("torn");
    },
    monster: (at) => telling.flaw("monster", at),
    ...(reading.marks && { marks: reading.marks }),
  });
  begins = undefined;
  endReading(reading, told.flaw);
  return bytes;
}

function readWhole(path: string, reading: LogReading, flaw: Told["flaw"]): number {
  const bytes = readBounded(path, LARGEST_JSON);
  if (!bytes) {
    flaw("monster");
    return 0;
  }
  const json = parsed(bytes.toString("utf8").replace(/^\uFEFF/, ""));
  if (json === undefined) flaw("torn");
  for (const one of objectsOf(Array.isArray(json) ? json.flat() : [json])) readLine(reading, one, NEVER, flaw);
  endReading(reading, flaw);
  return bytes.length;
}

const NEVER = (): boolean => false;
/** Of byte order: some shells begin a file with it. */
const MARK = Buffer.from("\uFEFF");
