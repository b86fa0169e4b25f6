import { UsageError } from "../model/usage-error.ts";
import { append, chained } from "./append.ts";
import type { AuditEvent } from "./entry.ts";
import { CHECKPOINT, currentLog, nextLog } from "./files.ts";
import { rawBytes, type LogBytes, linesOf } from "./lines.ts";
import type { SigningKey, VerifyingKey } from "./note.ts";
import { signCheckpoint } from "./sign.ts";
import { ROTATE, rotationFact } from "./start.ts";
import { statesIn } from "./states.ts";
import { verifyFiles } from "./verify.ts";

/** By whom a log is signed, and on which commit; null where the branch begins. */
export interface Signing {
  readonly key: SigningKey;
  /** By which the checkpoint that is there has to be signed. */
  readonly trusted: readonly VerifyingKey[];
  readonly upon: string | null;
}

const LARGEST_LOG = 10 * 1000 * 1000;
const OLDEST_LOG = 90 * 24 * 60 * 60 * 1000;

/**
 * What to write on the branch of states for these events, by path. Whoever signs begins a new file where the present
 * one is too large or too old, and vouches for what was requested since the last checkpoint. Throws UsageError where
 * the log is not as it was signed, for to sign it again would make it so.
 */
export function record(
  files: ReadonlyMap<string, LogBytes>,
  events: readonly AuditEvent[],
  now: number,
  signing?: Signing,
): ReadonlyMap<string, LogBytes> {
  const [first] = events;
  if (!first) return new Map();
  const path = currentLog(files.keys());
  const log = files.get(path) ?? "";
  if (!signing) return new Map<string, LogBytes>([[path, append(log, events).log]]);
  expectSigned(files, path, signing);
  const [written, text] = isFull(log, now)
    ? continued(path, log, [first, ...events.slice(1)], signing.key)
    : [path, append(log, events).log];
  return new Map<string, LogBytes>([
    [written, text],
    [CHECKPOINT, signCheckpoint(text, signing.key, signing.upon).checkpoint],
  ]);
}

function expectSigned(files: ReadonlyMap<string, LogBytes>, path: string, { trusted, upon }: Signing): void {
  const log = files.get(path);
  const note = files.get(CHECKPOINT);
  if (upon === null && log === undefined && note === undefined) return;
  const checkpoint = note === undefined ? undefined : Buffer.from(rawBytes(note)).toString();
  const verdict = verifyFiles(log === undefined ? [] : [{ path, log }], checkpoint, trusted);
  if (verdict.result === "pass") return;
  const why = verdict.result === "fail" ? verdict.fault.says : verdict.why;
  throw new UsageError(`The audit log is not signed again: ${why}. Look: agent-ci audit verify`);
}

/** One that was cut off is repaired first. */
function isFull(log: LogBytes, now: number): boolean {
  const { lines, torn } = linesOf(log);
  const since = Date.parse(lines[0]?.entry?.ts ?? "");
  return !torn && lines.length > 0 && (rawBytes(log).length > LARGEST_LOG || now - since > OLDEST_LOG);
}

/** A new file, which says what came before it, so that it can be verified without. */
function continued(
  path: string,
  log: LogBytes,
  events: readonly [AuditEvent, ...AuditEvent[]],
  key: SigningKey,
): readonly [string, LogBytes] {
  const { checkpoint, tree, last } = signCheckpoint(log, key);
  const [{ ts, actor }] = events;
  const rotation: AuditEvent = {
    ts,
    actor,
    event: ROTATE,
    rollout: null,
    env: null,
    before: null,
    after: null,
    evidence: [rotationFact({ path, checkpoint }, tree, statesIn(linesOf(log).lines))],
  };
  return [nextLog(path), chained({ seq: tree.size + 1, prev: last?.digest ?? null }, [rotation, ...events])];
}
