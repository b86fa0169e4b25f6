interface Known {
  readonly text: string;
  readonly value: string;
}

/** By length and ends: hashing all of a text to find it would cost more than the texts that have these alike. */
const known = new Map<string, Known[]>();
const ENDS = 24;
const MOST_PLACES = 5_000;
const MOST_ALIKE = 16;

/**
 * What was computed for a text, if it was in the last few thousand texts. A request repeats almost all of the one
 * before it. `where` keeps apart what is computed in different ways.
 */
export function remembered(where: string, text: string, compute: () => string): string {
  const place = `${where}\0${text.length}\0${text.slice(0, ENDS)}\0${text.slice(-ENDS)}`;
  let alike = known.get(place);
  const found = alike?.find((one) => one.text === text);
  if (found) return found.value;
  if (!alike) {
    if (known.size >= MOST_PLACES) known.clear();
    known.set(place, (alike = []));
  }
  if (alike.length >= MOST_ALIKE) alike.shift();
  const value = compute();
  alike.push({ text, value });
  return value;
}
