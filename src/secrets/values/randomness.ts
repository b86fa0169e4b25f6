import { classOf, CLASSES, DIGIT, LETTERS, ALPHABET_LEVELS, LOWER, OTHER, START, STEP } from "./alphabet.ts";
import { CLASS_BITS, LETTER_BITS } from "./writing.ts";

const CONTEXTS = CLASSES + 1;
const read = (rows: readonly string[]): Float64Array =>
  Float64Array.from(rows.join(""), (digit) => ALPHABET_LEVELS.indexOf(digit) * STEP);
const classBits = read(CLASS_BITS);
const letterBits = read(LETTER_BITS);
const DIGIT_BITS = Math.log2(10);
/** There are some twenty such marks. */
const MARK_BITS = 4.3;

/**
 * How much likelier a text is the work of a generator than of somebody who writes, in bits: the logarithm of the ratio
 * of two likelihoods. A generator draws each character by itself, from classes that are as frequent as they are in the
 * text; people write as they do in the corpus, where a class of characters follows two others and a letter follows a
 * letter. Above 0 a generator is likelier.
 * Ten more random characters are some 25 bits more, ten more of an identifier some 15 less.
 */
export function randomness(text: string): number {
  let [before, last, letter] = [START, START, LETTERS];
  let written = 0;
  let [lower, upper, digits, joints, marks] = [0, 0, 0, 0, 0];
  let beyondHex = false;
  for (let at = 0; at < text.length; at += 1) {
    const { is, of } = classOf(text.charCodeAt(at));
    written += classBits[(before * CONTEXTS + last) * CLASSES + is] ?? 0;
    if (of !== undefined) {
      written += letterBits[letter * LETTERS + of] ?? 0;
      if (is === LOWER) lower += 1;
      else upper += 1;
      if (of > 5) beyondHex = true;
    } else if (is === DIGIT) {
      written += DIGIT_BITS;
      digits += 1;
    } else if (is === OTHER) {
      written += MARK_BITS;
      marks += 1;
    } else joints += 1;
    [before, last, letter] = [last, is, of ?? LETTERS];
  }
  const letters = Math.log2(beyondHex ? LETTERS : 6);
  const within = (lower + upper) * letters + digits * DIGIT_BITS + joints * 2 + marks * MARK_BITS;
  const counts = [lower, upper, digits, joints, marks].filter((count) => count > 0);
  const between = counts.reduce((bits, count) => bits - count * Math.log2(count / text.length), 0);
  // To know the classes' shares beforehand is an advantage, and costs what it is worth.
  const fitted = ((counts.length - 1) / 2) * Math.log2(text.length);
  return written - within - between - fitted;
}
