import type { Range } from "../model/source.ts";
import { namesSecret, SERVICE } from "./names.ts";
import { entropy, isPlaceholder } from "./placeholder.ts";

/**
 * What `=` or `:` gives to a name, in any language, or the next cell of a table: the value is looked at first, since
 * few texts are as long and as dense.
 */
const GIVEN = /[:=|]>?[ \t"'`\\]{0,4}([A-Za-z0-9][A-Za-z0-9_.+/=-]{14,150})(?![([{<])/g;
/**
 * A character that goes on with a value: what is longer is data. To ask in the pattern would be to try every length.
 */
const GOES_ON = /[\w.+/=-]/;
const BEFORE = /([A-Za-z][A-Za-z0-9_.-]{1,50})[ \t"'`\\:?*[\]]{0,4}$/;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** A value that identifies rather than opens: a UUID, the hash of a commit or a file. */
const COMMON = /^(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{40}|[0-9a-f]{64})$/i;
const VERSION = /^v?[0-9]{1,4}[.-][0-9]{1,2}[.-]/;

/** A secret that only the name which it is given to tells. */
export interface Assigned {
  readonly kind?: never;
  readonly name: string;
  readonly at: Range;
}

/** Values without any form of their own, under names that say what they are: `STORE_API_KEY=…`, `"password": "…"`. */
export function findAssigned(text: string): readonly Assigned[] {
  const found: Assigned[] = [];
  for (const match of text.matchAll(GIVEN)) {
    const value = match[1] ?? "";
    const after = text[match.index + match[0].length] ?? "";
    if (GOES_ON.test(after) || !isDense(value)) continue;
    const name = BEFORE.exec(text.slice(Math.max(0, match.index - 60), match.index))?.[1];
    if (name === undefined || !isSecret(name, value)) continue;
    const end = match.index + match[0].length;
    found.push({ name, at: { start: end - value.length, end } });
  }
  return found;
}

function isSecret(name: string, value: string): boolean {
  if (isPlaceholder(value.replace("AAAAAAAAAA", ""))) return false; // Dropbox has ten of them in the middle
  const named = namesSecret(name);
  if (named) return !UUID.test(value) || SERVICE.test(name);
  return SERVICE.test(name) && !COMMON.test(value) && value.length >= 20;
}

/**
 * Whether a value looks random.
 * Random characters have digits all over; words with a number, versions and paths have one place for them.
 */
function isDense(value: string): boolean {
  const digits = value.match(/[0-9]+/g)?.length ?? 0;
  return digits >= 3 && !VERSION.test(value) && /[A-Za-z]/.test(value) && entropy(value) > 3.2;
}
