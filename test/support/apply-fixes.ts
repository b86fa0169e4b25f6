import type { Edit, Fix } from "../../src/model/diagnostic.ts";

/**
 * A text with the fixes that do not overlap, the first ones in the list outranking; every byte between them stays.
 * A fix is applied whole or not at all: what has to wait is found again in the fixed text.
 */
export function applyFixes(text: string, fixes: readonly Fix[]): string {
  const taken: Edit[] = [];
  for (const { edits } of fixes)
    if (!edits.some((edit) => taken.some((other) => overlap(edit, other)))) taken.push(...edits);
  return taken
    .toSorted((a, b) => b.range.start - a.range.start)
    .reduce((fixed, { range, text: put }) => fixed.slice(0, range.start) + put + fixed.slice(range.end), text);
}

/** Two insertions at one place overlap too: their order would be a matter of chance. */
const overlap = ({ range: a }: Edit, { range: b }: Edit): boolean =>
  (a.start < b.end && b.start < a.end) || a.start === b.start;
