import { mostOfBets } from "./bets.ts";

/**
 * How much outcomes say that a share lies beyond its limit: a mixture of likelihood ratios against the limit itself.
 * Under every share up to the limit it reaches 1 / alpha with a chance of at most alpha, however often it is looked
 * at: Ville's inequality, as in Ramdas, Grünwald, Vovk and Shafer, "Game-theoretic statistics and safe anytime-valid
 * inference", Statistical Science 38 (2023), 576–601.
 */
export interface BeyondLimit {
  readonly limit: number;
  readonly failures: number;
  readonly trials: number;
  /** The largest that it was: what was enough once stays enough. */
  readonly most: number;
  /** Logarithms of the ratios, one for each alternative. */
  readonly ratios: readonly number[];
}

/** What the share may be instead, between the limit and 1: the nearer the limit the denser. */
const SHARES = Array.from({ length: 24 }, (_, index) => ((index + 1) / 25) ** 2);
const alternatives = (limit: number): readonly number[] => SHARES.map((share) => limit + (1 - limit) * share);

/** Throws RangeError for a limit that nothing, or only everything, is beyond. */
export function beyondLimit(limit: number): BeyondLimit {
  if (!(limit >= 0 && limit < 1)) throw new RangeError(`A share has no limit of ${limit}.`);
  return { limit, failures: 0, trials: 0, most: 1, ratios: SHARES.map(() => 0) };
}

/** With outcomes more, in the order in which they came; true, or 1, is a failure. It ends where `enough` is reached. */
export function after(
  before: BeyondLimit,
  outcomes: Iterable<boolean | number>,
  enough = Number.POSITIVE_INFINITY,
): BeyondLimit {
  const { limit } = before;
  const shares = alternatives(limit);
  const failing = shares.map((share) => Math.log(share / limit));
  const passing = shares.map((share) => Math.log((1 - share) / (1 - limit)));
  const ratios = [...before.ratios];
  let { failures, trials, most } = before;
  for (const failed of outcomes) {
    trials += 1;
    const isFailure = failed === true || failed === 1;
    if (isFailure) failures += 1;
    const step = isFailure ? failing : passing;
    for (let index = 0; index < ratios.length; index += 1) ratios[index] = (ratios[index] ?? 0) + (step[index] ?? 0);
    most = mostOfBets(most, ratios);
    if (most >= enough) break;
  }
  return { limit, failures, trials, most, ratios };
}
