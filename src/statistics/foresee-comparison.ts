import { compareRanks } from "./compare-ranks.ts";
import { compareShares } from "./compare-shares.ts";
import { medianOfSorted, sorted } from "./quantile.ts";
import { randomFrom } from "./random.ts";

/** A comparison of so many of one series with `ratio` times as many of the other. */
export interface Comparison {
  readonly tasks: number;
  readonly ratio: number;
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
    foundIn(runs, ({ first, second }) => {
      const [own, others] = [
        Array.from(first, (drawn) => drawn < share),
        Array.from(second, (drawn) => drawn < failing),
      ];
      const worse = shareOf(own) > shareOf(others) * of.allowedIncrease;
      return worse && compareShares(own, others, of.ratio).most >= 1 / of.alpha;
    });
}

/**
 * The same of `compareRanks`: both series are drawn from values that were seen, those of the first as many times as
 * large as is asked about, or as many times smaller where less is worse.
 */
export function rankFinder(
  { ratio, alpha, allowedIncrease, tasks }: Comparison,
  seen: readonly number[],
  worse: "more" | "less",
): (times: number) => number {
  const value = (drawn: number): number => seen[Math.floor(drawn * seen.length)] ?? 0;
  // Where less is worse, all is turned round: more is worse again.
  const sign = worse === "more" ? 1 : -1;
  const runs = drawRuns({ tasks, ratio }).map(({ first, second }) => {
    const others = second.map((drawn) => sign * value(drawn));
    return { first: first.map(value), others, middle: sign * median(others) };
  });
  return (times) =>
    foundIn(runs, ({ first, others, middle }) => {
      const own = first.map((one) => sign * (worse === "more" ? one * times : one / times));
      if (compareRanks(own, others, ratio).most < 1 / alpha) return false;
      const center = sign * median(own);
      return worse === "more" ? center > middle * allowedIncrease : center < middle / allowedIncrease;
    });
}

const median = (values: readonly number[]): number => medianOfSorted(sorted(values));

interface Run {
  readonly first: readonly number[];
  readonly second: readonly number[];
}

function drawRuns({ tasks, ratio }: Pick<Comparison, "tasks" | "ratio">): readonly Run[] {
  const random = randomFrom(SEED);
  const draw = (count: number): readonly number[] => Array.from({ length: count }, random);
  return Array.from({ length: RUNS }, () => ({ first: draw(tasks), second: draw(tasks * ratio) }));
}

const foundIn = <T>(runs: readonly T[], isFound: (run: T) => boolean): number =>
  runs.filter(isFound).length / runs.length;

const shareOf = (outcomes: readonly boolean[]): number => outcomes.filter(Boolean).length / outcomes.length;
