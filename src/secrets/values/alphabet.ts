/** Classes of characters: lower case, upper case, digits, `-`, `_`, `.`, `/`, and all else. */
export const CLASSES = 8;
/** Before the first character there is none. */
export const START = 8;
export const LETTERS = 26;

export const LOWER = 0;
const UPPER = 1;
export const DIGIT = 2;
export const OTHER = 7;
const MARKS: Readonly<Record<string, number>> = { "-": 3, _: 4, ".": 5, "/": 6 };

/** How many bits one digit of a table stands for, and the digits. */
export const STEP = 0.25;
export const ALPHABET_LEVELS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

interface Class {
  readonly is: number;
  /** Which letter, whatever its case. */
  readonly of?: number;
}

const ASCII: readonly Class[] = Array.from({ length: 128 }, (_, code) => {
  if (code >= 97 && code <= 122) return { is: LOWER, of: code - 97 };
  if (code >= 65 && code <= 90) return { is: UPPER, of: code - 65 };
  if (code >= 48 && code <= 57) return { is: DIGIT };
  return { is: MARKS[String.fromCharCode(code)] ?? OTHER };
});
const BEYOND: Class = { is: OTHER };

/** The class of a UTF-16 unit. */
export const classOf = (code: number): Class => ASCII[code] ?? BEYOND;
