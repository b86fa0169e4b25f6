import { thousands } from "../../model/numbers.ts";
import { redact } from "../../secrets/redact.ts";

/** UTF-16 units of a text that are shown: of its beginning and of its end. */
const HEAD = 8_000;
const TAIL = 4_000;
/** Around a cut, so that no half of a secret is left that has lost its form. */
const MARGIN = 16_000;

/** A text without secrets; of a long one its beginning and its end, with what is left out between them. */
export function abridge(text: string): string {
  if (text.length <= HEAD + TAIL) return redact(text);
  const head = redact(text.slice(0, HEAD + MARGIN)).slice(0, HEAD);
  const tail = redact(text.slice(-(TAIL + MARGIN))).slice(-TAIL);
  return `${head}\n[… ${thousands(text.length - HEAD - TAIL)} characters are left out …]\n${tail}`;
}
