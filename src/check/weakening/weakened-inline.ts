import type { Suppression } from "../suppressions/suppression.ts";
import { group } from "../../model/group.ts";

/**
 * The comments that suppress more than those before. One may move with what it is about, and have another reason; what
 * it is about has to be the same to its end, which `linesOf` says how many lines below it is.
 */
export function newInline(
  before: readonly Suppression[],
  after: readonly Suppression[],
  linesOf: (one: Suppression) => number,
): readonly Suppression[] {
  const known = group(before, keyOf);
  const taken = new Set<Suppression>();
  return after.filter((one) => {
    const lines = linesOf(one);
    const text = one.about?.(lines);
    const same = known.get(keyOf(one))?.find((other) => !taken.has(other) && other.about?.(lines) === text);
    if (same) taken.add(same);
    return !same;
  });
}

const keyOf = ({ rule, until = "", about }: Suppression): string => JSON.stringify([rule, until, about?.(1) ?? ""]);
