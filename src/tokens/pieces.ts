/** How an encoding divides a text before it looks for tokens; no token reaches over the end of a piece. */
export interface Splitting {
  /** One piece, from wherever it is set to: what Unicode says about letters, digits and spaces. */
  readonly pattern: RegExp;
  /** Whether upper and lower case begin pieces of their own, and endings such as `'s` belong to their word. */
  readonly cased: boolean;
}

// tiktoken's engine takes for white space what Unicode does: U+0085 too, and not U+FEFF as JavaScript's `\s`.
const SPACE = String.raw`\p{White_Space}`;
const ENDING = "'(?:[sS\u017F]|[tT]|[rR][eE]|[vV][eE]|[mM]|[lL][lL]|[dD])";
const BEFORE = String.raw`[^\r\n\p{L}\p{N}]?`;
const UPPER = String.raw`[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]`;
const LOWER = String.raw`[\p{Ll}\p{Lm}\p{Lo}\p{M}]`;
const REST = String.raw`${SPACE}*[\r\n]+|${SPACE}+(?!\P{White_Space})|${SPACE}+`;
const MARKS = String.raw` ?[^\p{White_Space}\p{L}\p{N}]+`;

/**
 * The patterns of openai/tiktoken, tiktoken_ext/openai_public.py (https://github.com/openai/tiktoken, read 2026-11-25).
 */
export const O200K: Splitting = {
  pattern: new RegExp(
    `${BEFORE}${UPPER}*${LOWER}+(?:${ENDING})?|${BEFORE}${UPPER}+${LOWER}*(?:${ENDING})?|\\p{N}{1,3}|${MARKS}[\\r\\n/]*|${REST}`,
    "uy",
  ),
  cased: true,
};
export const CL100K: Splitting = {
  pattern: new RegExp(String.raw`${ENDING}|${BEFORE}\p{L}+|\p{N}{1,3}|${MARKS}[\r\n]*|${REST}`, "uy"),
  cased: false,
};

/** Where the piece that begins at `start` ends. */
export function pieceEnd(text: string, start: number, splitting: Splitting): number {
  const end = asciiEnd(text, start, splitting.cased);
  if (end !== UNSURE) return end;
  const { pattern } = splitting;
  pattern.lastIndex = start;
  // Every character is of some class, so the pattern always finds a piece.
  return pattern.test(text) ? pattern.lastIndex : start + 1;
}

/** The answer where neither the piece nor what follows it may be judged without Unicode's tables. */
const UNSURE = -1;

const [OTHER, UP, LOW, DIGIT, BLANK, BREAK, WIDE, NONE] = [0, 1, 2, 3, 4, 5, 6, 7];
const CLASSES = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  if (/[A-Z]/.test(character)) return UP;
  if (/[a-z]/.test(character)) return LOW;
  if (/\d/.test(character)) return DIGIT;
  if (/[\r\n]/.test(character)) return BREAK;
  return /[ \t\v\f]/.test(character) ? BLANK : OTHER;
});

/** The class of the character at a place. Beyond the end of a text there is nothing of any class. */
function classAt(text: string, at: number): number {
  if (at >= text.length) return NONE;
  const code = text.charCodeAt(at);
  return code < 128 ? (CLASSES[code] ?? OTHER) : WIDE;
}

/**
 * The same by hand, several times as fast, as long as all that matters is ASCII:
 * nearly always in what people write for agents.
 */
function asciiEnd(text: string, start: number, cased: boolean): number {
  const first = classAt(text, start);
  if (first === WIDE) return UNSURE;
  if (!cased && text.charCodeAt(start) === APOSTROPHE) {
    const end = endingAt(text, start);
    if (end !== start) return end;
  }
  if (first === UP || first === LOW) return wordEnd(text, start, cased);
  if (first === DIGIT) return digitsEnd(text, start);
  const second = first === BREAK ? NONE : classAt(text, start + 1);
  if (second === WIDE) return UNSURE;
  if (second === UP || second === LOW) return wordEnd(text, start + 1, cased);
  if (first === OTHER) return marksEnd(text, start, cased);
  if (second === OTHER && text.charCodeAt(start) === SPACE_CODE) return marksEnd(text, start + 1, cased);
  return blankEnd(text, start);
}

const APOSTROPHE = 0x27;
const SPACE_CODE = 0x20;
const SLASH = 0x2f;
const NO_CODE = -1;

function wordEnd(text: string, start: number, cased: boolean): number {
  let at = start;
  let one = classAt(text, at);
  if (cased) {
    while (one === UP) one = classAt(text, ++at);
    while (one === LOW) one = classAt(text, ++at);
  } else while (one === UP || one === LOW) one = classAt(text, ++at);
  if (one === WIDE) return UNSURE;
  return cased && text.charCodeAt(at) === APOSTROPHE ? endingAt(text, at) : at;
}

/** Where an ending such as `'ll` ends; where there is none, where it would have begun. */
function endingAt(text: string, at: number): number {
  const first = text.charCodeAt(at + 1) | 32;
  if (first === 0x73 || first === 0x74 || first === 0x6d || first === 0x64) return at + 2;
  if (classAt(text, at + 1) === WIDE) return UNSURE;
  const second = text.charCodeAt(at + 2) | 32;
  if ((first === 0x72 || first === 0x76) && second === 0x65) return at + 3;
  return first === 0x6c && second === 0x6c ? at + 3 : at;
}

function digitsEnd(text: string, start: number): number {
  let at = start + 1;
  while (at < start + 3 && classAt(text, at) === DIGIT) at += 1;
  return at < start + 3 && classAt(text, at) === WIDE ? UNSURE : at;
}

function marksEnd(text: string, start: number, cased: boolean): number {
  let at = start;
  while (classAt(text, at) === OTHER) at += 1;
  if (classAt(text, at) === WIDE) return UNSURE;
  const slash = cased ? SLASH : NO_CODE;
  while (classAt(text, at) === BREAK || text.charCodeAt(at) === slash) at += 1;
  return at;
}

/**
 * Where white space ends as a piece: up to the last line break;
 * without one, all but the space that stands before the next word.
 */
function blankEnd(text: string, start: number): number {
  let at = start;
  let behindBreak = start;
  for (let one = classAt(text, at); one === BLANK || one === BREAK; one = classAt(text, at)) {
    at += 1;
    if (one === BREAK) behindBreak = at;
  }
  if (classAt(text, at) === WIDE) return UNSURE;
  if (behindBreak > start) return behindBreak;
  return at === text.length || at === start + 1 ? at : at - 1;
}
