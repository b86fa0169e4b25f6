import type { Suppression } from "../suppressions/suppression.ts";

/**
 * The comments that suppress more than those before.
 * One may move with the line that it is about, and have another reason.
 */
export function newInline(before: readonly Suppression[], after: readonly Suppression[]): readonly Suppression[] {
  const left = new Map<string, number>();
  for (const one of before) left.set(keyOf(one), (left.get(keyOf(one)) ?? 0) + 1);
  return after.filter((one) => {
    const count = left.get(keyOf(one)) ?? 0;
    left.set(keyOf(one), count - 1);
    return count <= 0;
  });
}

const keyOf = ({ rule, until = "", about = "" }: Suppression): string => JSON.stringify([rule, until, about]);
