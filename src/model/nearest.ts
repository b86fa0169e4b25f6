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
  const lower = word.toLowerCase();
  let found: string | undefined;
  let best = cutOff(word.length) + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) >= best) continue;
    const measured = distance(lower, candidate.toLowerCase(), best);
    if (measured >= best) continue;
    found = candidate;
    best = measured;
  }
  return found;
}

/**
 * Damerau–Levenshtein (optimal string alignment), or `limit` where the words lie at least that far apart: so few slips
 * lead to no place that is farther from the diagonal, and a file may have 100,000 words that are asked about.
 */
function distance(from: string, to: string, limit: number): number {
  if (Math.abs(from.length - to.length) >= limit) return limit;
  const row = (): number[] => Array<number>(to.length + 1).fill(limit);
  let [before, above, current] = [row(), row(), row()];
  for (let column = 0; column <= to.length && column < limit; column += 1) above[column] = column;
  let leastAbove = 0;
  for (let at = 1; at <= from.length; at += 1) {
    current.fill(limit);
    if (at < limit) current[0] = at;
    let least = current[0] ?? limit;
    const last = Math.min(to.length, at + limit - 1);
    for (let column = Math.max(1, at - limit + 1); column <= last; column += 1) {
      const same = from[at - 1] === to[column - 1];
      const swapped = at > 1 && column > 1 && from[at - 1] === to[column - 2] && from[at - 2] === to[column - 1];
      const measured = Math.min(
        (above[column] ?? limit) + 1,
        (current[column - 1] ?? limit) + 1,
        (above[column - 1] ?? limit) + (same ? 0 : 1),
        swapped ? (before[column - 2] ?? limit) + 1 : limit,
      );
      current[column] = measured;
      if (measured < least) least = measured;
    }
    if (least >= limit && leastAbove >= limit) return limit;
    leastAbove = least;
    [before, above, current] = [above, current, before];
  }
  return Math.min(above[to.length] ?? limit, limit);
}
