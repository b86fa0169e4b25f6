import type { Diagnostic } from "../model/diagnostic.ts";
import { group } from "../model/group.ts";

/**
 * Findings that were not there before, of files that are the same on both sides. Each of before takes one of now: one
 * that says the same in the same place, else another of its rule there, as a message may count what is elsewhere.
 */
export function newSince(before: readonly Diagnostic[], now: readonly Diagnostic[]): readonly Diagnostic[] {
  const first = unpaired(before, now, ({ rule, path, line, column, message }) => [rule, path, line, column, message]);
  return unpaired(first.before, first.now, ({ rule, path, line, column }) => [rule, path, line, column]).now;
}

interface Sides {
  readonly before: readonly Diagnostic[];
  readonly now: readonly Diagnostic[];
}

function unpaired(
  before: readonly Diagnostic[],
  now: readonly Diagnostic[],
  keyOf: (one: Diagnostic) => readonly unknown[],
): Sides {
  const [old, present] = [before, now].map((all) => group(all, (one) => JSON.stringify(keyOf(one))));
  return { before: surplus(old, present), now: surplus(present, old) };
}

type Piles = ReadonlyMap<string, readonly Diagnostic[]> | undefined;

/** What is in piles beyond as many as the same piles of others have. */
const surplus = (these: Piles, others: Piles): readonly Diagnostic[] =>
  [...(these ?? [])].flatMap(([name, all]) => all.slice(others?.get(name)?.length ?? 0));
