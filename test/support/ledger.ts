import type { AuditEvent } from "../../src/ledger/entry.ts";
import type { LogBytes } from "../../src/ledger/lines.ts";
import { type LogVerdict, verifyFiles } from "../../src/ledger/verify.ts";
import {
  makeKeyPair,
  readSigningKey,
  readVerifyingKey,
  type SigningKey,
  type VerifyingKey,
} from "../../src/ledger/note.ts";

/** An event that differs from others by its number. */
export const eventOf = (number: number, more: Partial<AuditEvent> = {}): AuditEvent => ({
  ts: "2026-11-30T12:00:00.000Z",
  actor: "ada",
  event: "step",
  rollout: "team-a",
  env: "production",
  before: null,
  after: null,
  evidence: [{ number }],
  ...more,
});

export const eventsOf = (count: number, from = 1): readonly AuditEvent[] =>
  Array.from({ length: count }, (_, index) => eventOf(from + index));

export interface Keys {
  /** The public key as it is committed. */
  readonly text: string;
  readonly signing: SigningKey;
  readonly trusted: readonly VerifyingKey[];
}

/** A pair of its own for a log of this name. */
export function keysOf(name = "example.com/agent-ci"): Keys {
  const texts = makeKeyPair(name);
  const signing = readSigningKey(texts.signing);
  const verifying = readVerifyingKey(texts.verifying);
  if (!signing || !verifying) throw new Error("The pair cannot be read.");
  return { text: texts.verifying, signing, trusted: [verifying] };
}

/** Whether a log of one file is what was signed. */
export const verifyLog = (
  log: LogBytes | undefined,
  checkpoint: string | undefined,
  keys: readonly VerifyingKey[],
): LogVerdict => verifyFiles(log === undefined ? [] : [{ log }], checkpoint, keys);
