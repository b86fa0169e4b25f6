import type { Assigned } from "./assigned.ts";
import { ISSUER, strengthOf } from "./names.ts";
import { isPlaceholder } from "./values/placeholder.ts";
import { randomness } from "./values/randomness.ts";

/** What `=` or `:` gives to a name: the value is looked at first, since few texts are as long. */
const GIVEN = /[:=|]>?[ \t"'`\\]{0,4}([A-Za-z0-9][A-Za-z0-9_.+/=-]{14,150})(?![([{<])/g;
/** What is longer is data. To ask in the pattern would be to try every length. */
const GOES_ON = /[\w.+/=-]/;
const BEFORE = /([A-Za-z][A-Za-z0-9_.-]{1,50})[ \t"'`\\:?*[\]]{0,4}$/;
/** What identifies rather than opens: a UUID, the hash of a commit or a file. */
const COMMON = /^(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{40}|[0-9a-f]{64})$/i;
/** A trace is followed by its number, which everybody on the way reads. */
const TRACED = /trace|span|baggage/i;
/** Without a word that tells a credential, only chance that is beyond doubt will do. */
const SURE = 35;

/** Values that are given to a name with a service in it, where the name says no more: `datadog: …`. */
export function* findByIssuer(text: string): Generator<Assigned> {
  for (const match of text.matchAll(GIVEN)) {
    const value = match[1] ?? "";
    const end = match.index + match[0].length;
    if (value.length < 20 || GOES_ON.test(text[end] ?? "") || !/[0-9]/.test(value)) continue;
    const name = BEFORE.exec(text.slice(Math.max(0, match.index - 60), match.index))?.[1];
    if (name === undefined || !ISSUER.test(name) || TRACED.test(name) || strengthOf(name) || COMMON.test(value))
      continue;
    // Dropbox has ten of them in the middle
    if (isPlaceholder(value.replace("AAAAAAAAAA", "")) || randomness(value) < SURE) continue;
    yield { name, at: { start: end - value.length, end }, certainty: "sure" };
  }
}
