import { append } from "../../src/ledger/append.ts";
import type { AuditEvent } from "../../src/ledger/entry.ts";
import { makeKeyPair, readSigningKey } from "../../src/ledger/note.ts";
import { signCheckpoint } from "../../src/ledger/sign.ts";
import { verifyFiles } from "../../src/ledger/verify.ts";

/** An entry as a tick writes it: a state before and after, and what a metric said. */
const entry = (number: number): AuditEvent => ({
  ts: new Date(Date.UTC(2026, 10, 30) + number * 900_000).toISOString(),
  actor: "github.com/acme/agents production",
  event: "stepped",
  rollout: "team-a",
  env: "production",
  before: `sha256:${"a".repeat(64)}`,
  after: `sha256:${"b".repeat(64)}`,
  evidence: [{ metric: "success-rate", verdict: "pass", samples: number }],
});

/** How long it takes, in milliseconds and each time, to verify a log of so many entries: its chain, root and signature. */
export function measureChains(entries: number, rounds: number): readonly number[] {
  const key = readSigningKey(makeKeyPair("example.com/agents").signing);
  if (!key) throw new Error("The key cannot be read.");
  const { log } = append(
    "",
    Array.from({ length: entries }, (_, index) => entry(index)),
  );
  const { checkpoint } = signCheckpoint(log, key);
  return Array.from({ length: rounds }, () => {
    const from = performance.now();
    const { result, signed } = verifyFiles([{ log }], checkpoint, [key]);
    const took = performance.now() - from;
    if (result !== "pass" || signed !== entries) throw new Error("The log is not what was signed.");
    return took;
  });
}
