import type { Offer } from "../offer.ts";
import { countTerms } from "../postings.ts";
import type { SearchIndex } from "../search-index.ts";

/** Two offers of one kind whose descriptions say nearly the same. */
export interface Collision {
  readonly one: Offer;
  readonly other: Offer;
  /** The share of the words of both that both have: 2 × common ÷ all (Dice). */
  readonly likeness: number;
  /** The words of `one` that `other` has. */
  readonly words: readonly string[];
}

/** From here on a model that is told of both has little to go by. */
const ALIKE = 0.8;
/** Two that share fewer words say too little to be told apart by. */
const FEWEST_WORDS = 3;
/** Each is compared with those that its description finds first. */
const COMPARED = 8;

/** The pairs that are in each other's way, the likest first; copies of one offer are not. */
export function collisionsOf(index: SearchIndex, catalogue: readonly Offer[]): readonly Collision[] {
  const pairs = new Map<string, Collision>();
  const terms = new Map(catalogue.map(({ digest, description }) => [digest, new Set(countTerms(description).keys())]));
  for (const one of catalogue)
    for (const { offer: other, words } of index.search(one.description, COMPARED)) {
      if (other.kind !== one.kind || other.name === one.name) continue;
      const key = [one.name, other.name].toSorted().join("\0");
      const likeness = likenessOf(terms.get(one.digest), terms.get(other.digest));
      if (likeness >= ALIKE && words.length >= FEWEST_WORDS && !pairs.has(key))
        pairs.set(key, { one, other, likeness, words });
    }
  return [...pairs.values()].sort((a, b) => b.likeness - a.likeness || (a.one.path < b.one.path ? -1 : 1));
}

function likenessOf(one: ReadonlySet<string> = new Set(), other: ReadonlySet<string> = new Set()): number {
  const common = [...one].filter((term) => other.has(term)).length;
  return common === 0 ? 0 : (2 * common) / (one.size + other.size);
}
