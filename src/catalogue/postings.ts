import { termOf } from "./terms.ts";

/** Where a term stands: documents by number, and how often in each. */
export interface Posting {
  readonly documents: number[];
  readonly counts: number[];
  /** Of these documents so many are still there. */
  alive: number;
}

const WORD = /[\p{L}\p{N}]+/gu;

/** The words of a text, as they stand there. */
export const wordsOf = (text: string): readonly string[] => text.match(WORD) ?? [];

/** How often each term stands in a text, in the order in which they come first. */
export function countTerms(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const word of wordsOf(text)) {
    const term = termOf(word);
    if (term !== undefined) counts.set(term, (counts.get(term) ?? 0) + 1);
  }
  return counts;
}

/** One field of all documents: what stands where, and how long it is. */
export interface FieldIndex {
  readonly postings: Map<string, Posting>;
  readonly lengths: number[];
  /** Of those that are still there. */
  total: number;
}

export const newField = (): FieldIndex => ({ postings: new Map(), lengths: [], total: 0 });

export function addText(field: FieldIndex, document: number, text: string): void {
  let length = 0;
  for (const [term, count] of countTerms(text)) {
    let posting = field.postings.get(term);
    if (!posting) field.postings.set(term, (posting = { documents: [], counts: [], alive: 0 }));
    posting.documents.push(document);
    posting.counts.push(count);
    posting.alive += 1;
    length += count;
  }
  field.lengths[document] = length;
  field.total += length;
}

/** A document that is gone stays in the lists, and no longer counts. */
export function removeText(field: FieldIndex, document: number, text: string): void {
  for (const term of countTerms(text).keys()) {
    const posting = field.postings.get(term);
    if (posting) posting.alive -= 1;
  }
  field.total -= field.lengths[document] ?? 0;
}
