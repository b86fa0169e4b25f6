import { dealtOf } from "./blocks.ts";
import { compareRanks } from "./compare-ranks.ts";
import { compareShares } from "./compare-shares.ts";
import { medianOfSorted, sorted } from "./quantile.ts";
import { randomFrom } from "./random.ts";

/** A comparison of so many of one series with so many of the other, in blocks of `least` or more. */
export interface Comparison {
  readonly tasks: number;
  readonly others: number;
  readonly least: number;
  readonly alpha: number;
  /** A difference is one beyond this, as times as much. */
  readonly allowedIncrease: number;
}

const RUNS = 200;
const SEED = 20_261_130;

/**
 * How often `compareShares` tells two series apart, and the first looks worse by more than is allowed, by simulation:
 * the second fails with `failing`, and the first with what is asked about. Each question is asked of the same runs, so
 * that more of a difference is never found less often.
 */
export function shareFinder(of: Comparison, failing: number): (share: number) => number {
  const runs = drawRuns(of);
  return (share) =>
    foundIn(runs, (run) => {
      const told = run.map(({ isFirst, value }) => ({ isFirst, value: value < (isFirst ? share : failing) }));
      const worse = shareOf(sideOf(told, true)) > shareOf(sideOf(told, false)) * of.allowedIncrease;
      return worse && compareShares(dealtOf(told), of.least).most >= 1 / of.alpha;
    });
}

/**
 * The same of `compareRanks`: both series are drawn from values that were seen, those of the first as many times as
 * large as is asked about, or as many times smaller where less is worse.
 */
export function rankFinder(of: Comparison, seen: readonly number[], worse: "more" | "less"): (times: number) => number {
  const value = (drawn: number): number => seen[Math.floor(drawn * seen.length)] ?? 0;
  // Where less is worse, all is turned round: more is worse again.
  const sign = worse === "more" ? 1 : -1;
  const runs = drawRuns(of).map((run) => {
    const drawn = run.map((one) => ({ ...one, value: value(one.value) }));
    return { drawn, middle: median(sideOf(drawn, false)) };
  });
  return (times) =>
    foundIn(runs, ({ drawn, middle }) => {
      const changed = drawn.map((one) => (one.isFirst ? { ...one, value: one.value * times ** sign } : one));
      const turned = changed.map((one) => ({ ...one, value: sign * one.value }));
      if (compareRanks(dealtOf(turned), of.least).most < 1 / of.alpha) return false;
      const center = median(sideOf(changed, true));
      return worse === "more" ? center > middle * of.allowedIncrease : center < middle / of.allowedIncrease;
    });
}

const median = (values: readonly number[]): number => medianOfSorted(sorted(values));

type Run = readonly Told<number>[];

/** Numbers between 0 and 1, for both series in an order that is as likely as any other. */
function drawRuns({ tasks, others }: Pick<Comparison, "tasks" | "others">): readonly Run[] {
  const random = randomFrom(SEED);
  return Array.from({ length: RUNS }, () => {
    let left = tasks;
    return Array.from({ length: tasks + others }, (_, index) => {
      const isFirst = random() * (tasks + others - index) < left;
      if (isFirst) left -= 1;
      return { isFirst, value: random() };
    });
  });
}

interface Told<Value> {
  readonly isFirst: boolean;
  readonly value: Value;
}
const sideOf = <Value>(told: readonly Told<Value>[], ofFirst: boolean): readonly Value[] =>
  told.flatMap(({ isFirst, value }) => (isFirst === ofFirst ? [value] : []));

const foundIn = <T>(runs: readonly T[], isFound: (run: T) => boolean): number =>
  runs.filter(isFound).length / runs.length;

const shareOf = (outcomes: readonly boolean[]): number => outcomes.filter(Boolean).length / outcomes.length;
