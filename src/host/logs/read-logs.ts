import { closeSync, openSync, readSync } from "node:fs";
import { basename } from "node:path";
import type { Flaw, LogKind } from "../../usage/log-kind.ts";
import { LOG_KINDS } from "../../usage/log-kinds.ts";
import { parseLine, readLine } from "../../usage/read-line.ts";
import type { UsageRecord, UsageSource } from "../../usage/record.ts";
import { openSeen } from "../../usage/seen.ts";
import { errorCode } from "../files/error-code.ts";
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
  for (const [index, file] of files.entries()) {
    const flaw = (kind: Flaw | "unreadable", at?: number): void => {
      flaws.set(kind, (flaws.get(kind) ?? 0) + 1);
      if (named.length < MOST_NAMED)
        named.push({ flaw: kind, file: shownName(file, index), ...(at !== undefined && { at }) });
    };
    try {
      const kind = kindOf(file);
      if (kind) {
        kinds.set(kind.source, (kinds.get(kind.source) ?? 0) + 1);
        bytes += readFile(file, kind, record, flaw);
      } else unknown += 1;
    } catch (error) {
      if (errorCode(error) === "an error") throw error;
      flaw("unreadable");
    }
  }
  return { files: kinds, unknown, bytes, copies, flaws, named, locked };
}

function readFile(
  file: string,
  { needles, without, open }: LogKind,
  record: (one: UsageRecord) => void,
  flaw: (flaw: Flaw, at: number) => void,
): number {
  let begins = 0;
  const told = { record, flaw: (kind: Flaw) => flaw(kind, begins) };
  const reading = open(told, { name: basename(file) });
  const bytes = scanLines(file, {
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
  reading.end();
  return bytes;
}

function kindOf(path: string): LogKind | undefined {
  const file = openSync(path, "r");
  try {
    const buffer = Buffer.alloc(HEAD);
    const head = buffer.toString("utf8", 0, readSync(file, buffer, 0, HEAD, 0));
    return LOG_KINDS.find(({ claims }) => claims(head));
  } finally {
    closeSync(file);
  }
}
