import { createHash } from "node:crypto";
import { join } from "node:path";
import { outside, userCache } from "./cache-folder.ts";
import { makeFolder } from "./make-folder.ts";
import { readBounded } from "./read-bounded.ts";
import { readFile } from "./read-file.ts";
import { writeWhole } from "./write-whole.ts";

type Env = Readonly<Record<string, string | undefined>>;

const hash = (bytes: string | Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** Where this user keeps what was written to a file last: outside of the checkout, which could claim anything. */
const noteOf = (env: Env, checkout: string, file: string): string | undefined => {
  const base = outside(checkout, userCache(env));
  return base === undefined ? undefined : join(base, "agent-ci", "reports", hash(file));
};

/** Whether a file is as this user's last run left it. */
export function isOurs(env: Env, checkout: string, file: string): boolean {
  const note = noteOf(env, checkout, file);
  const noted = note === undefined ? undefined : readBounded(note, 64, true)?.toString("utf8");
  const now = noted === undefined ? undefined : readFile(file);
  return now?.ok === true && hash(now.bytes) === noted;
}

/** Notes what a file holds now; where that cannot be noted, the next run takes the file for somebody else's. */
export function noteWritten(env: Env, checkout: string, file: string, text: string): void {
  const note = noteOf(env, checkout, file);
  if (note === undefined) return;
  try {
    makeFolder(join(note, ".."), 0o700);
    writeWhole(note, hash(text), { mode: 0o600, cached: true });
  } catch {
    // A full disk is no reason to lose the report.
  }
}
