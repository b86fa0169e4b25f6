import { RE2JS } from "re2js";
import { patternSize } from "./pattern-size.ts";

/** Whether a text holds a match. */
export interface Pattern {
  (text: string): boolean;
  /** What its first group takes of the first match, or the whole match where it has no group. */
  readonly first: (text: string) => string | undefined;
  /** Steps that a text of so many characters may take: each character is held against every state of the pattern. */
  readonly costs: (length: number) => number;
}

/** Characters that a pattern may have. Longer ones nobody writes. */
const LONGEST = 1000;
/** States that it may have when its `{n,m}` are written out: more take seconds to compile. */
const MOST_STATES = 2000;
/** States that cost one step for each character: a step of an expression takes as long. */
const STATES = 10;

/**
 * A regular expression of RE2 (https://github.com/google/re2/wiki/Syntax, read 2026-11-25), without look-around and
 * back-references: the time is linear in the text, whoever wrote pattern and text. Throws where it is none.
 */
export const linearPattern = (source: string): Pattern => compile(source, (written) => written);

/** The same for a regular expression in the words of JavaScript, as JSON Schemas have them: `\u00e9`, `(?<name>…)`. */
export const linearRegExp = (source: string): Pattern => compile(source, (written) => RE2JS.translateRegExp(written));

function compile(source: string, translate: (written: string) => string): Pattern {
  if (source.length > LONGEST) throw new Error(`a pattern has more than ${LONGEST} characters`);
  const written = translate(source);
  if (patternSize(written) > MOST_STATES) throw tooLarge();
  const compiled = RE2JS.compile(written);
  const size = compiled.programSize();
  if (size > 3 * MOST_STATES) throw tooLarge();
  const matches = (text: string): boolean => compiled.matcher(text).find();
  const first = (text: string): string | undefined => {
    const matcher = compiled.matcher(text);
    if (!matcher.find()) return undefined;
    return matcher.group(matcher.groupCount() > 0 ? 1 : 0) ?? undefined;
  };
  return Object.assign(matches, { first, costs: (length: number) => (length * Math.max(size, STATES)) / STATES });
}

const tooLarge = (): Error =>
  new Error(`a pattern has more than ${MOST_STATES} states when its repetitions are written out; repeat less in it`);
