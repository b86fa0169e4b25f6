import { steady } from "./volatile.ts";

/** How many words stand for a text. */
const SKETCH = 48;

/**
 * A few hashes of the words of a text, the smallest ones:
 * enough to tell how much two texts have in common, and not what they say.
 */
export function sketch(texts: readonly string[]): readonly string[] {
  const words = new Set<number>();
  for (const text of texts) for (const word of steady(text).split(/\s+/)) words.add(hash(word));
  return [...words]
    .toSorted((one, other) => one - other)
    .slice(0, SKETCH)
    .map((one) => one.toString(16).padStart(8, "0"));
}

/** From 0 for nothing in common to 1 for the same words: the estimate of Jaccard's index by the smallest of both. */
export function likeness(one: readonly string[], other: readonly string[]): number {
  if (one.length === 0 && other.length === 0) return 1;
  const all = [...new Set([...one, ...other])].toSorted().slice(0, SKETCH);
  const left = new Set(one);
  const right = new Set(other);
  return all.filter((word) => left.has(word) && right.has(word)).length / all.length;
}

/** FNV-1a: fast, and the same everywhere. */
function hash(word: string): number {
  let state = 0x811c9dc5;
  for (let at = 0; at < word.length; at++) state = Math.imul(state ^ word.charCodeAt(at), 0x01000193);
  return state >>> 0;
}
