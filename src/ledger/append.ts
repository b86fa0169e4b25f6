import { type AuditEvent, renderEntry } from "./entry.ts";
import type { ChainLink } from "./faults.ts";
import { rawBytes, rawDigest, linesOf, type LogBytes, REPAIR } from "./lines.ts";
import { UsageError } from "../model/usage-error.ts";

/**
 * What to write behind a log for these events: whole lines, chained to its last whole one. Where that was cut off while
 * it was written, they begin with a line end, and with an entry that says so.
 * Throws Unwritable for what cannot be an entry, and UsageError where the last line is none.
 */
function linesFor(log: LogBytes, events: readonly AuditEvent[]): string {
  const [first] = events;
  if (!first) return "";
  const { lines, torn } = linesOf(log);
  const last = lines.at(-1);
  if (last && !last.entry)
    throw new UsageError(`The audit log ends with line ${last.number}, which is no entry. Look: agent-ci audit verify`);
  const next = last?.entry ? { seq: last.entry.seq + 1, prev: last.digest } : { seq: 1, prev: null };
  if (!torn) return chained(next, events);
  const { ts, actor } = first;
  const repair: AuditEvent = {
    ts,
    actor,
    event: REPAIR,
    rollout: null,
    env: null,
    before: null,
    after: null,
    evidence: [{ damaged: rawDigest(torn), bytes: torn.length }],
  };
  return `\n${chained(next, [repair, ...events])}`;
}

/** The log with these events behind what it holds. */
export const append = (log: LogBytes, events: readonly AuditEvent[]): { readonly log: Uint8Array } => ({
  log: Buffer.concat([rawBytes(log), Buffer.from(linesFor(log, events))]),
});

/** The lines of events that follow what a link says. */
export function chained({ seq, prev }: ChainLink, events: readonly AuditEvent[]): string {
  let before = prev;
  return events
    .map((event, index) => {
      const line = renderEntry({ ...event, seq: seq + index, prev: before });
      before = rawDigest(line);
      return `${line}\n`;
    })
    .join("");
}
