import { seeded } from "../../test/support/seeded.ts";

const UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const LOWER = UPPER.toLowerCase();
const DIGITS = "0123456789";
const ALPHABETS: Readonly<Record<string, string>> = {
  hexadecimal: `${DIGITS}abcdef`,
  "lower case": LOWER,
  "base 32": `${UPPER}234567`,
  "lower case and digits": LOWER + DIGITS,
  letters: UPPER + LOWER,
  "letters and digits": UPPER + LOWER + DIGITS,
  base64url: `${UPPER}${LOWER}${DIGITS}-_`,
  base64: `${UPPER}${LOWER}${DIGITS}+/`,
  "all that is printed": Array.from({ length: 94 }, (_, at) => String.fromCharCode(33 + at)).join(""),
};
const LENGTHS = [8, 12, 16, 20, 24, 32, 40];
const EACH = 10_000;
const SEED = 20_261_130;

/** Random values by alphabet and length, 10,000 of each. */
export const RANDOM: readonly (readonly [name: string, values: readonly string[]])[] = Object.entries(
  ALPHABETS,
).flatMap(([name, alphabet]) => {
  const next = seeded(SEED);
  const one = (length: number): string => Array.from({ length }, () => alphabet[next(alphabet.length)]).join("");
  return LENGTHS.map((length) => [`${name}, ${length}`, Array.from({ length: EACH }, () => one(length))] as const);
});

/** The values below which such parts of all lie, in whole numbers. */
export function quantiles(values: readonly number[], parts: readonly number[]): readonly number[] {
  const sorted = values.toSorted((a, b) => a - b);
  return parts.map((part) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0));
}
