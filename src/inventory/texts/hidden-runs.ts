import type { Range } from "../../model/source.ts";
import { perLine } from "./per-line.ts";

/** Characters of a text that people cannot see and agents read, and what they are. */
export interface HiddenRun {
  readonly message: string;
  readonly range: Range;
}

export function* hiddenRuns(text: string): Generator<HiddenRun> {
  if (!SUSPECT.test(text)) return;
  const isRightToLeft = perLine(text, (line) => RIGHT_TO_LEFT.test(line));
  for (const found of text.matchAll(RUN)) {
    const [run] = found;
    const start = found.index;
    const kind = hidden(found, text, isRightToLeft);
    if (kind !== undefined)
      yield { message: `There ${count(run)} here: ${kind}.`, range: { start, end: start + run.length } };
  }
}

/** A pattern for one cheap look at most files: none of these blocks occurs in them. */
const SUSPECT = new RegExp(
  String.raw`[\u0085\u115F\u1160\u180E\u200B-\u200D\u2028-\u202E\u2060-\u206F\u3164\uFE00-\uFE0E\uFEFF\uFFA0\uFFF9-\uFFFB\uDB40]`,
);

const TAGS = String.raw`\u{E0000}-\u{E007F}`;
const SELECTORS = String.raw`\uFE00-\uFE0E\u{E0100}-\u{E01EF}`;
const TURNING = String.raw`\u202A-\u202E\u2066-\u2069`;
const EMPTY = String.raw`\u200B-\u200D\u2060-\u2064\uFEFF\u3164\u115F\u1160\uFFA0\u180E\u206A-\u206F\uFFF9-\uFFFB`;
/** YAML 1.1 ends a line with them, and YAML 1.2 does not: what stands behind one is a comment for one reader only. */
const BREAKS = String.raw`\u0085\u2028\u2029`;
/** Runs of invisible characters, with one group for each kind but the last. */
const RUN = new RegExp(`([${TAGS}]+)|([${SELECTORS}]+)|([${TURNING}]+)|([${BREAKS}]+)|[${EMPTY}]+`, "gu");

/** Scripts that write with joiners, or break lines without spaces. */
const JOINING =
  /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{Script=Thai}\p{Script=Lao}\p{Script=Myanmar}\p{Script=Tibetan}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
const WORD = /[\p{L}\p{N}]/u;
const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u;

/** What a run of invisible characters is, or undefined where the text around it needs it. */
function hidden(
  { 0: run, 1: tags, 2: selectors, 3: turning, 4: breaks, index }: RegExpExecArray,
  text: string,
  isRightToLeft: (at: number) => boolean,
) {
  const before = characterBefore(text, index);
  const after = String.fromCodePoint(text.codePointAt(index + run.length) ?? 32);
  const name = `U+${run.codePointAt(0)?.toString(16).toUpperCase()}`;
  if (tags !== undefined)
    return before === "\u{1F3F4}" && tags.endsWith("\u{E007F}") ? undefined : `tag characters (${name})`;
  if (selectors !== undefined) return lengthOf(run) < 2 ? undefined : `a run of variation selectors (${name})`;
  if (breaks !== undefined) return `line breaks that only some readers see (${name})`;
  if (turning !== undefined)
    return !/[\u202D\u202E]/.test(run) && isRightToLeft(index)
      ? undefined
      : `characters that turn the direction of text (${name})`;
  if (lengthOf(run) === 1) {
    if (JOINING.test(before) || JOINING.test(after)) return undefined;
    // One alone spells nothing: it joins emoji,
    // or keeps a fence or a mention from being read as one. Inside a word it hides the word.
    if (!WORD.test(before) || !WORD.test(after)) return undefined;
  }
  return `zero-width characters (${name})`;
}

function count(run: string): string {
  const length = lengthOf(run);
  return length === 1 ? "is 1 hidden character" : `are ${length} hidden characters`;
}

function lengthOf(run: string): number {
  return Array.from(run).length;
}

function characterBefore(text: string, at: number): string {
  const low = text.charCodeAt(at - 1);
  return low >= 0xdc00 && low <= 0xdfff ? text.slice(at - 2, at) : text.slice(at - 1, at);
}
