import { mostOfBets } from "./bets.ts";
import { type DealtBlock, blocksOf, type Dealt } from "./blocks.ts";

/** How much two series say that the first tends to larger values, at any look. */
export interface RanksCompared {
  /** 1 / alpha is enough; the largest that it was. */
  readonly most: number;
  readonly blocks: number;
}

/** How much is bet on a high rank: a part of what there is. */
const STAKES = [0.1, 0.25, 0.5, 0.75, 0.95];

/**
 * Were both series of one kind, each order of a block's values would be as likely as any other, so a bet on high ranks
 * of the first gains nothing on average, and 1 / alpha is reached with a chance of at most alpha. Ties rank in the
 * middle, which lowers no chance. `least`: how many values make a block, chosen before looking.
 */
export function compareRanks(dealt: Dealt, least: number): RanksCompared {
  const growth = STAKES.map(() => 0);
  let blocks = 0;
  let most = 1;
  for (const block of blocksOf(dealt, least)) {
    const height = heightOf(dealt, block);
    STAKES.forEach((stake, index) => {
      growth[index] = (growth[index] ?? 0) + Math.log(1 + stake * height);
    });
    most = mostOfBets(most, growth);
    blocks += 1;
  }
  return { most, blocks };
}

/** From −1, where all of the first are below all of the second, to 1: its mean is 0. */
function heightOf({ isFirst, values }: Dealt, { from, to, first, second }: DealtBlock): number {
  let above = 0;
  for (let one = from; one < to; one += 1) {
    if (isFirst[one] === 0) continue;
    const own = values[one] ?? 0;
    for (let at = from; at < to; at += 1) {
      const other = values[at] ?? 0;
      if (isFirst[at] === 0) above += own > other ? 1 : own === other ? 0.5 : 0;
    }
  }
  return (2 * above) / (first * second) - 1;
}
