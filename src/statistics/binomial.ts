/**
 * The chance of at most so many failures, where each trial fails with this chance. By the terms themselves, from the
 * likeliest outwards: nothing overflows. Throws RangeError for what cannot be.
 */
export function binomialAtMost(failures: number, trials: number, chance: number): number {
  if (!Number.isInteger(failures) || !Number.isInteger(trials) || failures < 0 || failures > trials)
    throw new RangeError(`${failures} of ${trials} is no count.`);
  if (!(chance >= 0 && chance <= 1)) throw new RangeError(`${chance} is no chance.`);
  if (chance === 0 || failures === trials) return 1;
  if (chance === 1) return 0;
  const odds = chance / (1 - chance);
  const likeliest = Math.min(trials, Math.floor((trials + 1) * chance));
  let total = 1;
  let tail = likeliest <= failures ? 1 : 0;
  for (let count = likeliest, term = 1; count < trials && term > 0; count += 1) {
    term *= ((trials - count) / (count + 1)) * odds;
    total += term;
    if (count + 1 <= failures) tail += term;
  }
  for (let count = likeliest, term = 1; count > 0 && term > 0; count -= 1) {
    term *= count / (trials - count + 1) / odds;
    total += term;
    if (count - 1 <= failures) tail += term;
  }
  return Math.min(1, tail / total);
}

/** The chances of 0, 1, … failures, where each trial fails with this chance; together 1. Throws RangeError as above. */
export function binomialTerms(trials: number, chance: number): readonly number[] {
  if (!Number.isInteger(trials) || trials < 0) throw new RangeError(`${trials} is no number of trials.`);
  if (!(chance >= 0 && chance <= 1)) throw new RangeError(`${chance} is no chance.`);
  const terms = Array.from({ length: trials + 1 }, () => 0);
  if (chance === 1) {
    terms[trials] = 1;
    return terms;
  }
  const odds = chance / (1 - chance);
  const likeliest = Math.min(trials, Math.floor((trials + 1) * chance));
  terms[likeliest] = 1;
  let total = 1;
  for (let count = likeliest, term = 1; count < trials && term > 0; count += 1) {
    term *= ((trials - count) / (count + 1)) * odds;
    terms[count + 1] = term;
    total += term;
  }
  for (let count = likeliest, term = 1; count > 0 && term > 0; count -= 1) {
    term *= count / (trials - count + 1) / odds;
    terms[count - 1] = term;
    total += term;
  }
  return terms.map((term) => term / total);
}
