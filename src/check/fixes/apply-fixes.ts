import type { Edit, Fix } from "../../model/diagnostic.ts";

export interface FixedText<F> {
  readonly text: string;
  readonly applied: readonly F[];
}

/**
 * A text with the fixes that do not overlap, the first ones in the list outranking; everything between them stays. A
 * fix is applied whole or not at all: what has to wait is found again in the fixed text. Throws where an edit does not
 * fit the text, or a fix contradicts itself: those are bugs of a rule.
 */
export function applyFixes<F extends { readonly fix: Fix }>(text: string, found: readonly F[]): FixedText<F> {
  const taken: Edit[] = []; // in the order of the text
  const applied = found.filter(({ fix }) => take(taken, checked(text, fix)));
  const parts: string[] = [];
  let end = 0;
  for (const { range, text: put } of taken) {
    parts.push(text.slice(end, range.start), put);
    end = range.end;
  }
  return { text: parts.join("") + text.slice(end), applied };
}

function checked(text: string, { title, edits }: Fix): readonly Edit[] {
  const sorted = edits.toSorted((a, b) => a.range.start - b.range.start);
  for (const [index, { range }] of sorted.entries()) {
    const next = sorted[index + 1];
    if (range.start < 0 || range.start > range.end || range.end > text.length || (next && overlap(range, next.range)))
      throw new Error(`The fix "${title}" does not fit its text.`);
  }
  return sorted;
}

/** Takes all of the edits, or none where one of them touches what was taken before. */
function take(taken: Edit[], edits: readonly Edit[]): boolean {
  const places = edits.map((edit) => ({ edit, at: placeOf(taken, edit.range.start) }));
  const free = places.every(({ edit: { range }, at }) =>
    [taken[at - 1], taken[at]].every((neighbour) => !neighbour || !overlap(neighbour.range, range)),
  );
  if (free) for (const { edit, at } of places.toReversed()) taken.splice(at, 0, edit);
  return free;
}

/** Where among edits in order one that starts at an offset belongs. */
function placeOf(taken: readonly Edit[], start: number): number {
  let low = 0;
  let high = taken.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((taken[middle]?.range.start ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Two insertions at one place overlap too: their order would be a matter of chance. */
const overlap = (a: Edit["range"], b: Edit["range"]): boolean =>
  (a.start < b.end && b.start < a.end) || a.start === b.start;
