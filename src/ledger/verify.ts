import { type Checkpoint, openCheckpoint } from "./checkpoint.ts";
import { notAsSigned } from "./as-signed.ts";
import { firstFault, type LogFault, ofLog } from "./faults.ts";
import { leavesOf, rawBytes, type LogBytes, type LogLine, type LogLines, linesOf, REPAIR } from "./lines.ts";
import { grow, type MerkleTree, rootOf } from "./merkle.ts";
import type { VerifyingKey } from "./note.ts";
import { type LogStart, ROTATE, startOf } from "./start.ts";

/** A file of a log. */
export interface LedgerFile {
  readonly path?: string;
  readonly log: LogBytes;
}

/** What was looked at, whatever follows from it. */
export interface LogSeen {
  /** Entries from the first of all. */
  readonly entries: number;
  /** As many of them does the checkpoint cover. */
  readonly signed: number;
  /** Lines that were cut off while they were written, as the log itself says. */
  readonly damaged: number;
  /** Bytes behind the last whole line. */
  readonly torn: number;
  readonly checkpoint: Checkpoint | undefined;
}
export type LogVerdict = LogSeen &
  (
    | { readonly result: "pass" }
    | { readonly result: "fail"; readonly fault: LogFault }
    | { readonly result: "inconclusive"; readonly why: string }
  );

/**
 * What may stand behind the last checkpoint, for it changes no state: what somebody asks for, and what only lowers
 * exposure.
 */
const UNSIGNED_EVENTS: ReadonlySet<string> = new Set(["request", "pause", "abort", "emergency-disable", REPAIR]);

/**
 * Whether a log is what was signed: each line follows the one before it, and the root of the tree over them is that of
 * the checkpoint. `files` in their order; the first one may go on with what is not at hand. Without a checkpoint, or
 * without a key that it is trusted by, nothing tells whether lines are missing at the end: that is no pass. `earlier`
 * checkpoints have to hold as well, and tell where a log begins to differ.
 */
export function verifyFiles(
  files: readonly LedgerFile[],
  checkpoint: string | undefined,
  keys: readonly VerifyingKey[],
  earlier: readonly Checkpoint[] = [],
): LogVerdict {
  const read = files.map(({ path, log }) => linesOf(log, path));
  const lines = read.flatMap((one) => one.lines);
  const start = startOf(lines[0]?.entry);
  const seen: LogSeen = {
    entries: start.tree.size + lines.length,
    signed: 0,
    damaged: read.reduce((sum, { damaged }) => sum + damaged.length, 0),
    torn: read.at(-1)?.torn?.length ?? 0,
    checkpoint: undefined,
  };
  const broken = brokenChain(files, read, lines, start);
  if (broken) return { ...seen, result: "fail", fault: broken };
  if (checkpoint === undefined)
    return { ...seen, result: "inconclusive", why: "there is no checkpoint: a chain proves order, not completeness" };
  if (keys.length === 0)
    return { ...seen, result: "inconclusive", why: "there is no public key to verify the checkpoint by" };
  const opened = openCheckpoint(checkpoint, keys);
  if (!opened.ok)
    return { ...seen, result: "fail", fault: ofLog("checkpoint", `the checkpoint counts nothing: ${opened.reason}`) };
  const signed = opened.checkpoint;
  const fault =
    notAsSigned(lines, start.tree, signed, earlier) ?? unsignedFault(lines.slice(signed.size - start.tree.size));
  const known = { ...seen, signed: Math.min(signed.size, seen.entries), checkpoint: signed };
  return fault ? { ...known, result: "fail", fault } : { ...known, result: "pass" };
}

/** What is wrong by the lines alone. */
function brokenChain(
  files: readonly LedgerFile[],
  read: readonly LogLines[],
  lines: readonly LogLine[],
  { link, tree }: LogStart,
): LogFault | undefined {
  // Only the last file is still written to.
  const cut = read.findIndex(({ torn }, at) => torn !== undefined && at < read.length - 1);
  const fault =
    firstFault(lines, link) ??
    (cut === -1 ? undefined : { ...ofLog("truncated", "its last line has no end"), file: files[cut]?.path }) ??
    discontinuity(lines, tree);
  if (!fault) return undefined;
  const converted = lines.find(({ bytes }) => bytes.at(-1) === RETURN);
  if (!converted || firstFault(unconverted(files), link)) return fault;
  const { file, number } = converted;
  return {
    kind: "line-ends",
    file,
    line: number,
    says: `line ${number} ends with CRLF: git or an editor converted it`,
  };
}

const RETURN = 13;

const unconverted = (files: readonly LedgerFile[]): readonly LogLine[] =>
  files.flatMap(({ path, log }) => linesOf(withoutReturns(rawBytes(log)), path).lines);

/** JSON has none inside of a line. */
const withoutReturns = (bytes: Uint8Array): Uint8Array => bytes.filter((byte) => byte !== RETURN);

/** A file goes on with the tree of those before it, or nobody could verify it without them. */
function discontinuity(lines: readonly LogLine[], from: MerkleTree): LogFault | undefined {
  let tree = from;
  let grown = 0;
  for (const [at, { file, number, entry }] of lines.entries()) {
    if (entry?.event !== ROTATE) continue;
    tree = grow(tree, leavesOf(lines.slice(grown, at)));
    grown = at;
    const said = startOf(entry).tree;
    if (said.size !== tree.size || !isSame(rootOf(said), rootOf(tree)))
      return {
        kind: "continuity",
        file,
        line: number,
        says: `line ${number} does not go on with the tree of what came before`,
      };
  }
  return undefined;
}

function unsignedFault(lines: readonly LogLine[]): LogFault | undefined {
  const found = lines.find(({ entry }) => !UNSIGNED_EVENTS.has(entry?.event ?? ""));
  if (!found) return undefined;
  const { file, number, entry } = found;
  return {
    kind: "unsigned",
    file,
    line: number,
    says: `line ${number} says ${JSON.stringify(entry?.event)}, and no checkpoint covers it`,
  };
}

const isSame = (one: Uint8Array, other: Uint8Array): boolean => Buffer.from(one).equals(other);
