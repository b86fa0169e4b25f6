/** How much two series say that the first tends to larger values, at any look. */
export interface RanksCompared {
  /** 1 / alpha is enough; the largest that it was. */
  readonly most: number;
  readonly blocks: number;
}

/** How much is bet on a high rank: a part of what there is. */
const STAKES = [0.1, 0.25, 0.5, 0.75, 0.95];

/**
 * Each block is one value of the first series and `ratio` of the second, in the order in which they came. Were both of
 * one kind, each rank of the first in its block would be as likely as any other, so a bet on high ranks gains nothing
 * on average, and 1 / alpha is reached with a chance of at most alpha. Ties rank in the middle, which lowers no chance.
 */
export function compareRanks(first: readonly number[], second: readonly number[], ratio: number): RanksCompared {
  const size = Math.max(1, Math.floor(ratio));
  const blocks = Math.min(first.length, Math.floor(second.length / size));
  const growth = STAKES.map(() => 0);
  let most = 1;
  for (let block = 0; block < blocks; block += 1) {
    const own = first[block] ?? 0;
    let [below, equal] = [0, 0];
    for (let index = block * size; index < (block + 1) * size; index += 1) {
      const other = second[index] ?? 0;
      if (other < own) below += 1;
      else if (other === own) equal += 1;
    }
    // From −1 for the lowest rank to 1 for the highest: its mean is 0.
    const height = (2 * (below + equal / 2)) / size - 1;
    let sum = 0;
    STAKES.forEach((stake, index) => {
      const next = (growth[index] ?? 0) + Math.log(1 + stake * height);
      growth[index] = next;
      sum += Math.exp(next);
    });
    most = Math.max(most, sum / STAKES.length);
  }
  return { most, blocks };
}
