import { wilson } from "../../statistics/wilson.ts";
import type { CaseEvidence, Rehearsal } from "../case-result.ts";

/** How much the runs of a case say. `passed` tells of each run whether it met what is expected. */
export function evidenceOf(
  rehearsals: readonly Rehearsal[],
  passed: readonly boolean[],
  cached: ReadonlySet<string>,
): CaseEvidence {
  const ids = new Set<string>();
  const stale = new Set<string>();
  const made = new Set<string>();
  let replays = 0;
  for (const { tally, exchanges } of rehearsals) {
    replays += tally.replays;
    for (const { outcome } of exchanges) {
      if (outcome.kind === "replayed") ids.add(outcome.id);
      if (outcome.kind === "recorded" && outcome.id !== undefined) made.add(outcome.id);
    }
    for (const id of tally.stale) stale.add(id);
  }
  const counts = countingRuns(rehearsals, cached);
  const counted = counts.filter(Boolean).length;
  const good = counts.filter((one, at) => one && passed[at] === true).length;
  const unreviewed = [...ids].filter((id) => cached.has(id)).length;
  return {
    recordings: ids.size,
    replays,
    stale: stale.size,
    cached: unreviewed,
    ...(made.size > 0 && { made: made.size }),
    counted,
    passed: good,
    ...wilson(good, counted),
  };
}

/**
 * Which runs count: those that something answered which no run before had, be it recordings that are fresh, whole and
 * reviewed, or turns, which say the same each time. `cached` are ids of recordings that a cache alone has.
 */
export function countingRuns(rehearsals: readonly Rehearsal[], cached: ReadonlySet<string>): readonly boolean[] {
  const known = new Set<string>();
  return rehearsals.map((rehearsal) => {
    const sources = sourcesOf(rehearsal);
    const isReviewed = !rehearsal.exchanges.some(
      ({ outcome }) => outcome.kind === "replayed" && cached.has(outcome.id),
    );
    const says = sources.some((one) => !known.has(one)) && isSound(rehearsal) && isReviewed;
    for (const one of sources) known.add(one);
    return says;
  });
}

/** Nothing of its answers is stale, cut off or an error. */
const isSound = ({ tally }: Rehearsal): boolean =>
  [tally.stale, tally.truncated, tally.errors].every((ids) => ids.length === 0);

function sourcesOf({ tally, exchanges }: Rehearsal): readonly string[] {
  const scripts = exchanges.flatMap(({ outcome }) => (outcome.kind === "scripted" ? [`script ${outcome.script}`] : []));
  const recorded = exchanges.flatMap(({ outcome }) =>
    outcome.kind === "recorded" && outcome.id !== undefined ? [outcome.id] : [],
  );
  return [...tally.evidence, ...scripts, ...recorded];
}
