import type { Range } from "../model/source.ts";

/** Characters by which a value is looked up. What is shorter is shown as a whole anyway. */
const HEAD = 5;

/**
 * Where secrets that are known stand in a text. A file may have a hundred thousand of them: each place is looked up by
 * its first characters, and only then for the lengths that begin so.
 */
export function knownValues(values: Iterable<string>): (text: string) => readonly Range[] {
  const all = new Set(values);
  const lengths = new Map<string, Set<number>>();
  for (const value of all) {
    const head = value.slice(0, HEAD);
    if (head.length < HEAD) continue;
    const known = lengths.get(head);
    if (known) known.add(value.length);
    else lengths.set(head, new Set([value.length]));
  }
  return (text) => {
    const found: Range[] = [];
    if (lengths.size === 0) return found;
    for (let start = 0; start + HEAD <= text.length; start += 1) {
      const possible = lengths.get(text.slice(start, start + HEAD));
      if (!possible) continue;
      const length = longest(possible, (one) => all.has(text.slice(start, start + one)));
      if (length === 0) continue;
      found.push({ start, end: start + length });
      start += length - 1;
    }
    return found;
  };
}

function longest(lengths: Iterable<number>, isOne: (length: number) => boolean): number {
  let found = 0;
  for (const length of lengths) if (length > found && isOne(length)) found = length;
  return found;
}
