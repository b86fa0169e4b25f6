import { UsageError } from "../../../model/usage-error.ts";
import { caseName } from "../../../rehearsal/golden/describe-golden.ts";
import type { GoldenCase, GoldenSet } from "../../../rehearsal/golden/golden-set.ts";
import { isMeant } from "../is-meant.ts";

export interface ChosenCase {
  readonly set: GoldenSet;
  readonly golden: GoldenCase;
}

/** The cases that somebody named, or all. Throws UsageError where none is meant, unless another side may have it. */
export function chosenCases(
  sets: readonly GoldenSet[],
  patterns: readonly string[] | undefined,
  isRequest: boolean,
): readonly ChosenCase[] {
  const all = sets.flatMap((set) => set.cases.map((golden) => ({ set, golden })));
  if (!patterns) return all;
  const chosen = all.filter(({ set, golden: { id } }) =>
    patterns.some((pattern) =>
      [id, caseName(id), set.id, set.path].some((text) => text === pattern || isMeant(pattern, text)),
    ),
  );
  if (chosen.length > 0 || isRequest || all.length === 0) return chosen;
  const there = all.slice(0, 20).map(({ golden }) => golden.id);
  throw new UsageError(`No golden case is meant. There are: ${there.join(", ")}.`);
}
