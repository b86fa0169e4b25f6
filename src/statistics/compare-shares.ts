import { mostOfBets } from "./bets.ts";
import { type DealtBlock, blocksOf, type Dealt } from "./blocks.ts";

/**
 * How much two series of outcomes say that the first fails more often than the second, at any look. They are taken in
 * blocks of a few of each; were both shares the same, whatever they are and however they drift from block to block,
 * each block multiplies this by 1 on average at most. Turner, Ly and Grünwald, "Generic E-variables for exact
 * sequential k-sample tests that allow for optional stopping", J. Stat. Plan. Inference 230 (2024).
 */
export interface SharesCompared {
  /** 1 / alpha is enough to call the difference real; the largest that it was. */
  readonly most: number;
  readonly blocks: number;
}

/** What both are taken to fail before anything is known, and with the weight of how many tasks. */
const GUESS = 0.05;
const GUESSED = 4;

/** `least`: how many make a block. It is chosen before looking, as by the weight of the rollout. */
export function compareShares(outcomes: Dealt, least: number): SharesCompared {
  let [blocks, seen, failed] = [0, 0, 0];
  const growth = RISKS.map(() => 0);
  let most = 1;
  for (const block of blocksOf(outcomes, least)) {
    const { first, second } = block;
    const [own, others] = failures(outcomes, block);
    const base = (GUESS * GUESSED + failed) / (GUESSED + seen);
    RISKS.forEach((risk, index) => {
      const [canary, stable] = alternative(Math.min(0.95, base), risk, first, second);
      const mixed = (first * canary + second * stable) / (first + second);
      growth[index] =
        (growth[index] ?? 0) +
        times(own, canary / mixed) +
        times(first - own, (1 - canary) / (1 - mixed)) +
        times(others, stable / mixed) +
        times(second - others, (1 - stable) / (1 - mixed));
    });
    most = mostOfBets(most, growth);
    blocks += 1;
    seen += first + second;
    failed += own + others;
  }
  return { most, blocks };
}

/** The logarithm of a ratio that is met so often: mostly never. */
const times = (count: number, ratio: number): number => (count === 0 ? 0 : count * Math.log(ratio));

/** Of the first and of the second. */
function failures({ isFirst, values }: Dealt, { from, to }: DealtBlock): readonly [number, number] {
  let [own, others] = [0, 0];
  for (let at = from; at < to; at += 1)
    if (isFirst[at] === 1) own += values[at] ?? 0;
    else others += values[at] ?? 0;
  return [own, others];
}

/** How many times as often the first may fail. */
const RISKS = [1.5, 2, 3, 5, 10];

/** Two shares with that ratio, whose mean over a block is `base`. */
function alternative(base: number, risk: number, first: number, second: number): readonly [number, number] {
  const stable = (base * (first + second)) / (risk * first + second);
  return [Math.min(0.99, risk * stable), Math.max(1e-6, stable)];
}
