import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { basename } from "node:path";
import { objectsOf, parsed } from "../../rehearsal/wire/json.ts";
import type { Flaw, LogKind, LogReading, Told } from "../../usage/log-kind.ts";
import { LOG_KINDS } from "../../usage/log-kinds.ts";
import { parseLine, readLine } from "../../usage/read-line.ts";
import type { UsageRecord, UsageSource } from "../../usage/record.ts";
import { openSeen } from "../../usage/seen.ts";
import { errorCode } from "../files/error-code.ts";
import { readBounded } from "../files/read-bounded.ts";
import { findLogs, shownName } from "./find-logs.ts";
import { scanLines } from "./scan-lines.ts";

/** As much of a file as shows what kind of log it is. */
const HEAD = 64 * 1024;
/** So many flaws are named; all of them are counted. */
const MOST_NAMED = 20;

/** What was read of logs, beside their records. */
export interface LogsRead {
  /** Files by the kind of log that they are. */
  readonly files: ReadonlyMap<UsageSource, number>;
  /** Files of no kind that is known here. */
  readonly unknown: number;
  readonly bytes: number;
  /** Answers that stood in another place already. */
  readonly copies: number;
  readonly flaws: ReadonlyMap<Flaw | "unreadable", number>;
  readonly named: readonly NamedFlaw[];
  /** Folders that could not be listed. */
  readonly locked: number;
}
export interface NamedFlaw {
  readonly flaw: Flaw | "unreadable";
  readonly file: string;
  /** The byte at which its line begins; absent where it is about the file. */
  readonly at?: number;
}

/** Reads logs in constant memory: each answer is told once. Throws UsageError where nothing of that name is there. */
export function readLogs(paths: readonly string[], tell: (record: UsageRecord) => void): LogsRead {
  const places = paths.map(findLogs);
  const files = [...new Set(places.flatMap((place) => place.files))];
  const locked = places.reduce((sum, place) => sum + place.locked, 0);
  const seen = openSeen();
  const kinds = new Map<UsageSource, number>();
  const flaws = new Map<Flaw | "unreadable", number>();
  const named: NamedFlaw[] = [];
  let [unknown, bytes, copies] = [0, 0, 0];

  const record = (one: UsageRecord): void => {
    if (seen(`${one.source} ${one.sourceId}`)) copies += 1;
    else tell(one);
  };
  const shared = new Map<string, string>();
  const known: KnownFile[] = [];
  for (const [index, path] of files.entries()) {
    const flaw = (kind: Flaw | "unreadable", at?: number): void => {
      flaws.set(kind, (flaws.get(kind) ?? 0) + 1);
      if (named.length < MOST_NAMED)
        named.push({ flaw: kind, file: shownName(path, index), ...(at !== undefined && { at }) });
    };
    const found = orUnreadable(() => knownFile(path), flaw);
    if (found) known.push({ ...found, flaw });
    else if (found === null) unknown += 1;
  }
  // What says in sums what others say in full waits for these.
  for (const one of [...known.filter(({ kind }) => !kind.summary), ...known.filter(({ kind }) => kind.summary)]) {
    const { kind, flaw } = one;
    kinds.set(kind.source, (kinds.get(kind.source) ?? 0) + 1);
    bytes += orUnreadable(() => readFile(one, shared, record), flaw) ?? 0;
  }
  return { files: kinds, unknown, bytes, copies, flaws, named, locked };
}

interface KnownFile {
  readonly path: string;
  readonly kind: LogKind;
  /** It is one JSON text, not one per line. */
  readonly whole: boolean;
  readonly flaw: (flaw: Flaw | "unreadable", at?: number) => void;
}

/** Undefined where the system refused, which is told. */
function orUnreadable<T>(read: () => T, flaw: (flaw: "unreadable") => void): T | undefined {
  try {
    return read();
  } catch (error) {
    if (errorCode(error) === "an error") throw error;
    flaw("unreadable");
    return undefined;
  }
}

/** What kind of log a file is, by how it begins; null where it is none. */
function knownFile(path: string): Omit<KnownFile, "flaw"> | null {
  const file = openSync(path, "r");
  try {
    if (!fstatSync(file).isFile()) return null;
    const buffer = Buffer.alloc(HEAD);
    const head = buffer.toString("utf8", 0, readSync(file, buffer, 0, HEAD, 0)).replace(/^\uFEFF/, "");
    const kind = LOG_KINDS.find(({ claims }) => claims(head));
    return kind ? { path, kind, whole: /^\s*(?:\[|\{\s*[\r\n])/.test(head) } : null;
  } finally {
    closeSync(file);
  }
}

function readFile({ path, kind, whole, flaw }: KnownFile, shared: Map<string, string>, record: Told["record"]): number {
  const { needles, without, open } = kind;
  let begins: number | undefined;
  const told = { record, flaw: (one: Flaw) => flaw(one, begins) };
  const reading = open(told, { name: basename(path), shared });
  if (whole) return readWhole(path, reading, told.flaw);
  const bytes = scanLines(path, {
    needles,
    line: ({ bytes: line, at, since }) => {
      begins = at;
      const json = parseLine(line, without);
      if (json) readLine(reading, json, since, told.flaw);
      else told.flaw("torn");
    },
    monster: (at) => flaw("monster", at),
    ...(reading.marks && { marks: reading.marks }),
  });
  begins = undefined;
  reading.end();
  return bytes;
}

/** A larger JSON would have to be in the memory as a whole: those who write so much have it in lines, too. */
const LARGEST_JSON = 64 << 20;

function readWhole(path: string, reading: LogReading, flaw: (flaw: Flaw) => void): number {
  const bytes = readBounded(path, LARGEST_JSON);
  if (!bytes) {
    flaw("monster");
    return 0;
  }
  const json = parsed(bytes.toString("utf8").replace(/^\uFEFF/, ""));
  if (json === undefined) flaw("torn");
  for (const one of objectsOf(Array.isArray(json) ? json.flat() : [json])) readLine(reading, one, NEVER, flaw);
  reading.end();
  return bytes.length;
}

const NEVER = (): boolean => false;
