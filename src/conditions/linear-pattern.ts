import { RE2JS } from "re2js";

/** Whether a text holds a match. */
export type Pattern = (text: string) => boolean;

/**
 * Characters that a pattern may have.
 * Longer ones nobody writes, and what RE2 makes of them grows with the numbers in `{n,m}`.
 */
const LONGEST = 1000;

/**
 * A regular expression of RE2 (https://github.com/google/re2/wiki/Syntax, read 2026-11-25), without look-around and
 * back-references: the time is linear in the text, whoever wrote pattern and text. Throws where it is none.
 */
export const linearPattern = (source: string): Pattern => compile(source, (written) => written);

/** The same for a regular expression in the words of JavaScript, as JSON Schemas have them: `\u00e9`, `(?<name>…)`. */
export const linearRegExp = (source: string): Pattern => compile(source, (written) => RE2JS.translateRegExp(written));

function compile(source: string, translate: (written: string) => string): Pattern {
  if (source.length > LONGEST) throw new Error(`a pattern has more than ${LONGEST} characters`);
  const compiled = RE2JS.compile(translate(source));
  return (text) => compiled.matcher(text).find();
}
