import { readInside } from "../../host/files/read-file.ts";
import { PUBLIC_KEYS, readKeys, SIGNING_KEY } from "../../ledger/keys.ts";
import { readSigningKey, type SigningKey, type VerifyingKey } from "../../ledger/note.ts";
import { UsageError } from "../../model/usage-error.ts";
import type { World } from "../../workspace/world.ts";

/** By whom the state has to be signed. Throws UsageError where the repository does not say. */
export function trustedKeys(top: string): readonly VerifyingKey[] {
  const file = readInside(top, PUBLIC_KEYS);
  if (!file.ok && file.why === "absent")
    throw new UsageError(`${PUBLIC_KEYS} is not there: agent-ci rollout init makes it.`);
  if (!file.ok) throw new UsageError(`${PUBLIC_KEYS} cannot be read: ${file.reason}.`);
  const read = readKeys(Buffer.from(file.bytes).toString());
  if ("problem" in read) throw new UsageError(`${PUBLIC_KEYS} cannot be read: ${read.problem}.`);
  return read.keys;
}

/** The key of this job, if it has one; no log shows it. */
export function signingKey({ env, found }: World): SigningKey | undefined {
  const text = env[SIGNING_KEY];
  if (!text) return undefined;
  found?.(text);
  const key = readSigningKey(text);
  if (key) return key;
  throw new UsageError(`${SIGNING_KEY} is no private key: it is one line that begins with PRIVATE+KEY.`);
}

/** What another key signs is believed by nobody afterwards. */
export function expectTrusted(
  signing: SigningKey | undefined,
  trusted: readonly VerifyingKey[],
): SigningKey | undefined {
  if (signing && !trusted.some(({ name, id }) => name === signing.name && id === signing.id))
    throw new UsageError(`${SIGNING_KEY} is not the private part of a key in ${PUBLIC_KEYS}.`);
  return signing;
}
