import { fromBase64 } from "./note.ts";
import type { AuditFact, LogEntry } from "./entry.ts";
import type { ChainLink } from "./faults.ts";
import { EMPTY_TREE, type MerkleTree, peaksOf } from "./merkle.ts";

/** Of the entry that a file begins with which goes on with a log. */
export const ROTATE = "rotate";

/** What the first entry of a file follows, and the tree of all that came before it. */
export interface LogStart {
  readonly link: ChainLink;
  readonly tree: MerkleTree;
  /** The file before, with the checkpoint that covers it; undefined in the first. */
  readonly former: { readonly path: string; readonly checkpoint: string } | undefined;
}

const FIRST: LogStart = { link: { seq: 1, prev: null }, tree: EMPTY_TREE, former: undefined };

/**
 * Where a file begins, by its first entry. What that says of the tree is believed by nobody: the root of the whole has
 * to be the one that is signed.
 */
export function startOf(first: LogEntry | undefined): LogStart {
  if (first?.event !== ROTATE) return FIRST;
  const { path, checkpoint, peaks } = partsOf(first.evidence[0]);
  const size = first.seq - 1;
  if (path === undefined || checkpoint === undefined || peaks?.length !== peaksOf(size)) return FIRST;
  return { link: { seq: first.seq, prev: first.prev }, tree: { size, peaks }, former: { path, checkpoint } };
}

/** The evidence of that entry: the file before, the tree so far, and the states that were last named. */
export const rotationFact = (
  { path, checkpoint }: NonNullable<LogStart["former"]>,
  { peaks }: MerkleTree,
  states: ReadonlyMap<string, string>,
): AuditFact => ({
  path,
  checkpoint,
  peaks: peaks.map((peak) => Buffer.from(peak).toString("base64")),
  states: Object.fromEntries(states),
});

/** The digest of the state of each rollout, as it was when the file began. */
export function statesAtStart({ event, evidence: [fact] }: LogEntry): ReadonlyMap<string, string> {
  const states = event === ROTATE && isMap(fact) ? fact["states"] : undefined;
  const known = isMap(states) ? Object.entries(states) : [];
  return new Map(known.flatMap(([name, digest]) => (typeof digest === "string" ? [[name, digest] as const] : [])));
}

function partsOf(fact: AuditFact | undefined) {
  const { path, checkpoint, peaks }: { readonly [name: string]: AuditFact } = isMap(fact) ? fact : {};
  const bytes = Array.isArray(peaks) ? peaks.map((one) => (typeof one === "string" ? fromBase64(one) : undefined)) : [];
  return {
    path: typeof path === "string" ? path : undefined,
    checkpoint: typeof checkpoint === "string" ? checkpoint : undefined,
    peaks: bytes.every((one) => one !== undefined && one.length === 32)
      ? bytes.filter((one) => one !== undefined)
      : undefined,
  };
}

const isMap = (fact: AuditFact | undefined): fact is { readonly [name: string]: AuditFact } =>
  typeof fact === "object" && fact !== null && !Array.isArray(fact);
