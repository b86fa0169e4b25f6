import type { StateRead } from "../host/state/state-branch.ts";
import type { AuditEvent } from "../ledger/entry.ts";
import type { LogBytes } from "../ledger/lines.ts";
import { record } from "../ledger/record.ts";

/** What to write of an event that lowers exposure: a log that cannot be gone on with delays nothing. */
export function logged(read: StateRead, event: AuditEvent, now: number): ReadonlyMap<string, LogBytes> {
  try {
    return record(read.bytes, [event], now);
  } catch {
    return new Map();
  }
}
