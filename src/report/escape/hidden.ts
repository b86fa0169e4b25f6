/**
 * Characters that act on a reader or a terminal without being seen: controls, line separators, bidi controls,
 * zero-width and tag characters, lone surrogates, noncharacters.
 * U+FE0F is left alone: it only asks for the emoji form of what is before it.
 */
export const HIDDEN =
  /(?!\uFE0F)[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Bidi_Control}\p{Noncharacter_Code_Point}\uFFF9-\uFFFB]/gu;
const PLAIN = /^[\x20-\x7E]*$/;

/** True where every character is printable ASCII: nothing to escape but the surface's own marks. */
export const isPlain = (text: string): boolean => PLAIN.test(text);

/** A character as `\u{202E}`, to be read by people. */
const visibly = (char: string): string => `\\u{${(char.codePointAt(0) ?? 0).toString(16).toUpperCase()}}`;

/** Hidden characters as `\u{202E}`, except those in `keep`. */
export function showHidden(text: string, keep = ""): string {
  if (isPlain(text)) return text;
  return text.replace(HIDDEN, (char) => (keep.includes(char) ? char : visibly(char)));
}
