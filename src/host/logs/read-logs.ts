import { availableParallelism } from "node:os";
import type { Flaw, LogKind } from "../../usage/log-kind.ts";
import { LOG_KINDS } from "../../usage/log-kinds.ts";
import type { Counted, UsageRecord, UsageSource } from "../../usage/record.ts";
import { hashOf, openSeen } from "../../usage/seen.ts";
import { findLogs, shownName } from "./find-logs.ts";
import { type KnownFile, knownFile, orUnreadable, readLogFile } from "./log-file.ts";
import { readInThreads } from "./read-in-threads.ts";

/** So many flaws are named; all of them are counted. */
const MOST_NAMED = 20;
/** Bytes of logs from which threads are worth their start. */
const FOR_THREADS = 48 << 20;
const MOST_THREADS = 4;

/** What was read of logs, beside their records. */
export interface LogsRead {
  /** Files by the kind of log that they are. */
  readonly files: ReadonlyMap<UsageSource, number>;
  /** Files of no kind that is known here. */
  readonly unknown: number;
  readonly bytes: number;
  /** Answers that stood in another place already. */
  readonly copies: number;
  readonly flaws: ReadonlyMap<Flaw, number>;
  readonly named: readonly NamedFlaw[];
  /** Folders that could not be listed. */
  readonly locked: number;
}
export interface NamedFlaw {
  readonly flaw: Flaw;
  readonly file: string;
  /** The byte at which its line begins; absent where it is about the file. */
  readonly at?: number;
}

/** How much is read in threads: all where there is much of it. For tests, whatever there is. */
interface Threads {
  readonly from: number;
  readonly threads: number;
}
const MANY: Threads = { from: FOR_THREADS, threads: Math.min(availableParallelism(), MOST_THREADS) };

/**
 * Reads logs in constant memory: each answer is told once, in an object that may be that of the next one, too. Whoever
 * says by a mapping how to read a file is asked before what is known of files. Throws UsageError where nothing of that
 * name is there.
 */
export async function readLogs(
  paths: readonly string[],
  tell: (record: Counted) => void,
  mapped: readonly LogKind[] = [],
  { from, threads }: Threads = MANY,
): Promise<LogsRead> {
  const places = paths.map(findLogs);
  const files = [...new Set(places.flatMap((place) => place.files))];
  const seen = openSeen();
  const kinds = [...mapped, ...LOG_KINDS];
  const counts = new Map<UsageSource, number>();
  const flaws = new Map<Flaw, number>();
  const named: NamedFlaw[] = [];
  let [unknown, bytes, copies] = [0, 0, 0];

  const flawOf = (index: number) => (flaw: Flaw, at?: number) => {
    flaws.set(flaw, (flaws.get(flaw) ?? 0) + 1);
    if (named.length < MOST_NAMED)
      named.push({ flaw, file: shownName(files[index] ?? "", index), ...(at !== undefined && { at }) });
  };
  const count = (one: number, other: number, record: Counted): void => {
    if (seen(one, other)) copies += 1;
    else tell(record);
  };
  const record = (one: UsageRecord): void => count(...hashOf(`${one.source} ${one.sourceId}`), one);

  const known: (KnownFile & { readonly index: number })[] = [];
  for (const [index, path] of files.entries()) {
    const found = orUnreadable(() => ({ file: knownFile(path, kinds) }), flawOf(index));
    if (found?.file) known.push({ ...found.file, index });
    else if (found) unknown += 1;
  }
  for (const { kind } of known) counts.set(kind.source, (counts.get(kind.source) ?? 0) + 1);

  const shared = new Map<string, string>();
  const apart = known.filter(({ kind }) => kind.apart);
  const much = apart.length > 1 && threads > 1 && apart.reduce((sum, { size }) => sum + size, 0) >= from;
  if (much)
    await readInThreads(apart, threads, (number, read, records) => {
      const flaw = flawOf(apart[number]?.index ?? 0);
      for (const [one, at] of read.flaws) flaw(one, at);
      for (const [key, value] of read.shared) shared.set(key, value);
      bytes += read.bytes;
      records(count);
    });
  const rest = much ? known.filter(({ kind }) => !kind.apart) : known;
  // What says in sums what others say in full waits for these.
  for (const file of [...rest.filter(({ kind }) => !kind.summary), ...rest.filter(({ kind }) => kind.summary)])
    bytes += readLogFile(file, shared, { record, flaw: flawOf(file.index) });

  const locked = places.reduce((sum, place) => sum + place.locked, 0);
  return { files: counts, unknown, bytes, copies, flaws, named, locked };
}
