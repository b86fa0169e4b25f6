import { binomialTerms } from "./binomial.ts";
import { type Interval, wilson } from "./wilson.ts";

/** Trials, and how many of them succeeded. */
export interface Trials {
  readonly successes: number;
  readonly trials: number;
}

/** Shares of the second series that are tried, with both ends: at the ends all or nothing is sure. */
const TRIED = 128;
/** Of the differences that there can be: what is left of them is less than a millionth. */
const HALVINGS = 22;

/**
 * How much larger the share behind the first series is than that behind the second: each end is beyond the truth with a
 * chance of at most `alpha`, whatever the shares are and however few the trials. Both ends are found by asking which
 * differences would give such an outcome, or a more extreme one, more seldom than that, at the share that makes it
 * likeliest: the exact unconditional interval of Chan and Zhang, "Test-based exact confidence intervals for the
 * difference of two binomial proportions", Biometrics 55 (1999), 1202–1209, where the more extreme outcomes are those
 * of which Newcombe's interval says more. Of no trial nothing is known. Throws RangeError for what cannot be.
 */
export function differenceOf(first: Trials, second: Trials, alpha: number): Interval {
  if (!(alpha > 0 && alpha < 0.5)) throw new RangeError(`${alpha} is no chance of an error.`);
  if (first.trials === 0 || second.trials === 0) return { low: -1, high: 1 };
  // What is at most so much larger is at least so much smaller the other way round.
  return { low: lowEnd(first, second, alpha), high: -lowEnd(second, first, alpha) };
}

function lowEnd(first: Trials, second: Trials, alpha: number): number {
  const most = asExtreme(first, second);
  let [below, above] = [-1, 1];
  for (let count = 0; count < HALVINGS; count += 1) {
    const middle = (below + above) / 2;
    if (isLikelier(alpha, most, [first.trials, second.trials], middle)) above = middle;
    else below = middle;
  }
  return below;
}

/** Newcombe, "Interval estimation for the difference between independent proportions", Stat. Med. 17 (1998), 873. */
function newcombe(first: Trials, second: Trials): number {
  const [one, other] = [first.successes / first.trials, second.successes / second.trials];
  const { low } = wilson(first.successes, first.trials);
  const { high } = wilson(second.successes, second.trials);
  return one - other - Math.hypot(one - low, high - other);
}

/**
 * Of each number of successes of the first, the most of the second with which the outcome says as much, or more; −1
 * where none does. That rises with the first and falls with the second, so that one walk finds all.
 */
function asExtreme(first: Trials, second: Trials): readonly number[] {
  const bound = newcombe(first, second) - 1e-12;
  let most = -1;
  return Array.from({ length: first.trials + 1 }, (_, successes) => {
    const one = { successes, trials: first.trials };
    while (most < second.trials && newcombe(one, { successes: most + 1, trials: second.trials }) >= bound) most += 1;
    return most;
  });
}

/** Whether there is a share at which such an outcome, with that difference, has a larger chance than alpha. */
function isLikelier(
  alpha: number,
  most: readonly number[],
  [ofFirst, ofSecond]: readonly [number, number],
  difference: number,
): boolean {
  const [from, to] = [Math.max(0, -difference), Math.min(1, 1 - difference)];
  for (let step = TRIED; step >= 0; step -= 1) {
    const share = from + ((to - from) * step) / TRIED;
    const one = binomialTerms(ofFirst, Math.min(1, Math.max(0, share + difference)));
    const sums = running(binomialTerms(ofSecond, Math.min(1, share)));
    const chance = one.reduce((sum, term, successes) => sum + term * (sums[most[successes] ?? -1] ?? 0), 0);
    if (chance > alpha) return true;
  }
  return false;
}

function running(terms: readonly number[]): readonly number[] {
  let sum = 0;
  return terms.map((term) => (sum += term));
}
