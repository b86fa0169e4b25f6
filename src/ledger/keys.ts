import { readVerifyingKey, type VerifyingKey } from "./note.ts";

/** Where the public keys lie that are trusted, in the repository: a key on each line, the present one first. */
export const PUBLIC_KEYS = ".agent-ci/audit-key.pub";
/** The variable that holds the private key, where somebody may sign. */
export const SIGNING_KEY = "AGENT_CI_AUDIT_KEY";

export type ReadKeys = { readonly keys: readonly VerifyingKey[] } | { readonly problem: string };

/** The keys of a text; lines that begin with `#` say something about them. */
export function readKeys(text: string): ReadKeys {
  const keys: VerifyingKey[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === "" || line.startsWith("#")) continue;
    const key = readVerifyingKey(line);
    if (!key)
      return { problem: `line ${index + 1} is no verifier key: <name>+<id>+<key>, as agent-ci rollout init writes it` };
    keys.push(key);
  }
  return keys.length === 0 ? { problem: "it holds no key" } : { keys };
}
