import { classOf, CLASSES, LETTERS, ALPHABET_LEVELS, START, STEP } from "../../src/secrets/values/alphabet.ts";

/** The module with what `randomness` compares with: how often a class of characters follows two others, and a letter a letter. */
export function learn(words: readonly string[]): string {
  const contexts = CLASSES + 1;
  const classes = table(contexts * contexts, CLASSES);
  const letters = table(LETTERS + 1, LETTERS);
  for (const word of words) {
    let [before, last, letter] = [START, START, LETTERS];
    for (let at = 0; at < word.length; at += 1) {
      const { is, of } = classOf(word.charCodeAt(at));
      bump(classes, before * contexts + last, is);
      if (of !== undefined) bump(letters, letter, of);
      [before, last, letter] = [last, is, of ?? LETTERS];
    }
  }
  const rows = classes.map(bitsOf);
  const byFirst = Array.from({ length: contexts }, (_, at) => rows.slice(at * contexts, (at + 1) * contexts).join(""));
  return [
    "// Written by `node scripts/calibrate-secrets.ts --write` from the corpus: surprise in quarters of a bit, in the digits of base64.",
    `/** How surprising a class of characters is after two others: a line per class before last. */\n${array("CLASS_BITS", byFirst)}`,
    `/** How surprising a letter is after another, and last as the first of a run. */\n${array("LETTER_BITS", letters.map(bitsOf))}`,
  ].join("\n");
}

/** Nothing is impossible: what was never seen counts as seen half a time. */
const table = (rows: number, columns: number): number[][] =>
  Array.from({ length: rows }, () => Array.from({ length: columns }, () => 0.5));

function bump(counts: readonly number[][], row: number, column: number): void {
  const cells = counts[row];
  if (cells) cells[column] = (cells[column] ?? 0) + 1;
}

function bitsOf(counts: readonly number[]): string {
  const sum = counts.reduce((a, b) => a + b, 0);
  const level = (count: number): number =>
    Math.min(ALPHABET_LEVELS.length - 1, Math.round(-Math.log2(count / sum) / STEP));
  return counts.map((count) => ALPHABET_LEVELS[level(count)]).join("");
}

const array = (name: string, rows: readonly string[]): string =>
  `export const ${name}: readonly string[] = [\n${rows.map((row) => `  "${row}",\n`).join("")}];\n`;
