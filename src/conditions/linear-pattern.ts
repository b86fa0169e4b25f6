import { RE2JS } from "re2js";

/** Whether a text holds a match. */
export type Pattern = (text: string) => boolean;

/** Longer ones nobody writes, and what RE2 makes of them grows with the numbers in `{n,m}`. */
const LONGEST = 1000;

/**
 * A regular expression of RE2 (https://github.com/google/re2/wiki/Syntax, read 2026-11-25), without look-around and
 * back-references: the time is linear in the text, whoever wrote pattern and text. Throws where it is none.
 */
export function linearPattern(source: string): Pattern {
  if (source.length > LONGEST) throw new Error(`it has more than ${LONGEST} characters`);
  const compiled = RE2JS.compile(source);
  return (text) => compiled.matcher(text).find();
}
