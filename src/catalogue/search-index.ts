import type { Offer } from "./offer.ts";
import { addText, countTerms, type FieldIndex, newField, removeText, wordsOf } from "./postings.ts";
import { termOf } from "./terms.ts";

/** An offer that a prompt finds, and why. */
export interface Hit {
  readonly offer: Offer;
  /** By BM25, for comparing the hits of one prompt and nothing else. */
  readonly score: number;
  /** The words of the prompt that the offer has, in the order in which the prompt has them. */
  readonly words: readonly string[];
  /** Whether one of them stands in the description: by its name alone it is found by who knows it already. */
  readonly byDescription: boolean;
}

/** A catalogue that can be asked. */
export interface SearchIndex {
  /** Takes the catalogue as it is now; only what is new or changed is read. */
  readonly update: (offers: readonly Offer[]) => void;
  /** The offers that a prompt finds, the best first and at most so many; of equals, the first path. */
  readonly search: (prompt: string, most: number) => readonly Hit[];
}

/**
 * BM25 with a lower bound: Lv and Zhai, "Lower-bounding term frequency normalization", CIKM 2011. Each field is weighed
 * by itself, and the name twice, for it says most.
 */
const [SATURATION, LENGTH_SHARE, LOWER_BOUND] = [1.2, 0.7, 0.5];
const WEIGHTS = { name: 2, description: 1 } as const;
type Field = keyof typeof WEIGHTS;
const FIELDS: readonly Field[] = ["name", "description"];

/** Of a longer prompt these characters say what it is about. */
const LONGEST_PROMPT = 20_000;

interface Documents {
  /** By number; undefined where one is gone. */
  readonly offers: (Offer | undefined)[];
  readonly numbers: Map<string, number>;
  readonly fields: Readonly<Record<Field, FieldIndex>>;
}

const noDocuments = (): Documents => ({
  offers: [],
  numbers: new Map(),
  fields: { name: newField(), description: newField() },
});

/** An index of nothing yet. */
export function newSearchIndex(): SearchIndex {
  let documents = noDocuments();
  return {
    update(offers) {
      const now = new Set(offers.map(({ digest }) => digest));
      const gone = [...documents.numbers.keys()].filter((digest) => !now.has(digest));
      // What is gone stays in the lists: where that is much, beginning anew is less work.
      if (documents.offers.length - documents.numbers.size + gone.length > now.size) documents = noDocuments();
      else for (const digest of gone) remove(documents, digest);
      for (const offer of offers) add(documents, offer);
    },
    search: (prompt, most) => search(documents, prompt.slice(0, LONGEST_PROMPT), most),
  };
}

function add({ offers, numbers, fields }: Documents, offer: Offer): void {
  if (numbers.has(offer.digest)) return;
  const number = offers.push(offer) - 1;
  numbers.set(offer.digest, number);
  for (const name of FIELDS) addText(fields[name], number, offer[name]);
}

function remove({ offers, numbers, fields }: Documents, digest: string): void {
  const number = numbers.get(digest);
  const offer = number === undefined ? undefined : offers[number];
  if (number === undefined || !offer) return;
  for (const name of FIELDS) removeText(fields[name], number, offer[name]);
  offers[number] = undefined;
  numbers.delete(digest);
}

function search(documents: Documents, prompt: string, most: number): readonly Hit[] {
  const asked = countTerms(prompt);
  const scores = scored(documents, asked);
  const best: { readonly offer: Offer; readonly score: number }[] = [];
  for (const [number, offer] of documents.offers.entries()) {
    const score = scores[number] ?? 0;
    const last = best[most - 1];
    if (!offer || score === 0 || (last && !isBetter({ offer, score }, last))) continue;
    const place = best.findIndex((one) => isBetter({ offer, score }, one));
    best.splice(place === -1 ? best.length : place, 0, { offer, score });
    if (best.length > most) best.pop();
  }
  const words = [...new Map(wordsOf(prompt).map((word) => [termOf(word), word])).entries()];
  return best.map(({ offer, score }) => {
    const [name, description] = [countTerms(offer.name), countTerms(offer.description)];
    const found = words.flatMap(([term, word]) =>
      term !== undefined && (name.has(term) || description.has(term)) ? [word] : [],
    );
    return { offer, score, words: found, byDescription: [...asked.keys()].some((term) => description.has(term)) };
  });
}

const isBetter = (
  one: { readonly offer: Offer; readonly score: number },
  other: { readonly offer: Offer; readonly score: number },
): boolean => one.score > other.score || (one.score === other.score && one.offer.path < other.offer.path);

/** The score of each document, by number: as much as its words weigh, times how many of the asked ones it has. */
function scored({ offers, numbers, fields }: Documents, asked: ReadonlyMap<string, number>): Float64Array {
  const sums = new Float64Array(offers.length);
  const terms = new Uint32Array(offers.length);
  const seenFor = new Uint32Array(offers.length);
  let ordinal = 0;
  for (const [term, times] of asked) {
    ordinal += 1;
    for (const name of FIELDS) {
      const { postings, lengths, total } = fields[name];
      const posting = postings.get(term);
      if (!posting || posting.alive === 0) continue;
      const usual = total / numbers.size || 1;
      const rarity = Math.log(1 + (numbers.size - posting.alive + 0.5) / (posting.alive + 0.5));
      const weight = WEIGHTS[name] * times * rarity;
      for (const [at, document] of posting.documents.entries()) {
        const count = posting.counts[at] ?? 0;
        const length = 1 - LENGTH_SHARE + (LENGTH_SHARE * (lengths[document] ?? 0)) / usual;
        const share = LOWER_BOUND + (count * (SATURATION + 1)) / (count + SATURATION * length);
        sums[document] = (sums[document] ?? 0) + weight * share;
        if (seenFor[document] !== ordinal) terms[document] = (terms[document] ?? 0) + 1;
        seenFor[document] = ordinal;
      }
    }
  }
  return sums.map((sum, document) => sum * (terms[document] ?? 0));
}
