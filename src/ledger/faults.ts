import type { LogEntry } from "./entry.ts";
import type { LogLine } from "./lines.ts";

type FaultKind =
  | "altered"
  | "inserted"
  | "deleted"
  | "reordered"
  | "forked"
  | "unreadable"
  | "line-ends"
  | "truncated"
  | "missing"
  | "root"
  | "checkpoint"
  | "unsigned"
  | "continuity"
  | "replayed"
  | "state";

/** What is wrong with a log, at the first line where it is. */
export interface LogFault {
  readonly kind: FaultKind;
  readonly file: string | undefined;
  /** From 1, in its file; undefined where it is in no line that is there. */
  readonly line: number | undefined;
  readonly says: string;
}

/** Of a log as a whole. */
export const ofLog = (kind: LogFault["kind"], says: string): LogFault => ({
  kind,
  file: undefined,
  line: undefined,
  says,
});

/** What the next entry has to say. */
export interface ChainLink {
  readonly seq: number;
  readonly prev: string | null;
}

type EntryLine = LogLine & { readonly entry: LogEntry };

/** The first line that does not follow the one before it, if any. `from`: what the first one follows. */
export function firstFault(lines: readonly LogLine[], from: ChainLink): LogFault | undefined {
  let { seq, prev } = from;
  for (const [at, { entry, digest }] of lines.entries()) {
    if (entry?.seq !== seq || entry.prev !== prev) return faultAt(lines, at, { seq, prev });
    seq += 1;
    prev = digest;
  }
  return undefined;
}

/** What happened to a line that does not follow those before it, all of which do. */
function faultAt(lines: readonly LogLine[], at: number, wanted: ChainLink): LogFault | undefined {
  const line = lines[at];
  if (!line) return undefined;
  const { number, digest, entry } = line;
  const fault = (kind: FaultKind, says: string): LogFault => ({ kind, file: line.file, line: number, says });
  if (!entry) return fault("unreadable", `line ${number} is no entry`);

  const before = lines.slice(0, at);
  const copied = before.find((one) => one.digest === digest);
  if (copied) return fault("inserted", `line ${number} is line ${copied.number} once more`);
  const fork = before.find((one) => one.entry?.seq === entry.seq && one.entry.prev === entry.prev);
  if (fork)
    return fault(
      "forked",
      `fork at seq ${entry.seq}: lines ${fork.number} and ${number} both follow the same entry, as when two write at once`,
    );

  const later = lines.slice(at + 1);
  const behind = later.find((one) => one.digest === entry.prev);
  if (behind) return fault("reordered", `line ${number} stands before line ${behind.number}, which it follows`);
  const follower = later.find((one) => one.entry?.seq === wanted.seq && one.entry.prev === wanted.prev);
  if (follower) return fault("inserted", `line ${number} was not here when line ${follower.number} was written`);
  return brokenLink({ ...line, entry }, before.at(-1), wanted);
}

/** Nothing else in the log tells of it: the line itself, or what is gone before it. */
function brokenLink(
  { file, number, entry }: EntryLine,
  before: LogLine | undefined,
  { seq, prev }: ChainLink,
): LogFault {
  const fault = (kind: FaultKind, says: string): LogFault => ({ kind, file, line: number, says });
  if (entry.prev === prev) return fault("altered", `line ${number} says that it is seq ${entry.seq}, and is ${seq}`);
  if (entry.seq > seq) {
    const gone = entry.seq - seq === 1 ? `entry ${seq} is` : `entries ${seq} to ${entry.seq - 1} are`;
    return fault("deleted", `${gone} gone before line ${number}`);
  }
  if (entry.seq < seq) return fault("inserted", `line ${number} says that it is seq ${entry.seq}, after ${seq - 1}`);
  // Either of the two was altered. Nobody who alters an entry begins with what it follows, so it is the one before.
  if (before)
    return { ...fault("altered", `line ${before.number} is not what line ${number} follows`), ...placeOf(before) };
  return fault("altered", `line ${number} does not follow what came before it`);
}

const placeOf = ({ file, number }: LogLine): Pick<LogFault, "file" | "line"> => ({ file, line: number });
