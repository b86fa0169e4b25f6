/**
 * How many slips a suggestion may be away.
 * Farther than this, it is a guess: one slip in three letters, and never more than three.
 */
const cutOff = (length: number): number => Math.min(3, Math.max(1, Math.floor(length / 3)));

/** Nobody mistypes a longer word than this; to compare two of them takes the product of their lengths. */
const LONGEST = 100;

/**
 * The candidate that a word was most likely meant to be, or undefined where none is near, or it is no word any longer.
 * Upper and lower case count as equal; of equally near candidates the first wins.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  if (word.length > LONGEST) return undefined;
  let found: string | undefined;
  let best = cutOff(word.length) + 1;
  for (const candidate of candidates) {
    const measured = distance(word.toLowerCase(), candidate.toLowerCase(), best);
    if (measured >= best) continue;
    found = candidate;
    best = measured;
  }
  return found;
}

/** Damerau–Levenshtein (optimal string alignment), or `limit` where the words lie at least that far apart. */
function distance(from: string, to: string, limit: number): number {
  if (Math.abs(from.length - to.length) >= limit) return limit;
  let before: readonly number[] = [];
  let above: readonly number[] = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1];
      const swapped = row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      current.push(
        Math.min(
          (above[column] ?? limit) + 1,
          (current[column - 1] ?? limit) + 1,
          (above[column - 1] ?? limit) + (same ? 0 : 1),
          swapped ? (before[column - 2] ?? limit) + 1 : limit,
        ),
      );
    }
    if (Math.min(...current) >= limit && Math.min(...above) >= limit) return limit;
    before = above;
    above = current;
  }
  return Math.min(above[to.length] ?? limit, limit);
}
