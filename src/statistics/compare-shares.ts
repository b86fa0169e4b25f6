import { blocksOf, type Dealt } from "./blocks.ts";

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

/** `least`: how many make a block. It is chosen before looking, as by the weight of the rollout. True is a failure. */
export function compareShares(outcomes: Dealt<boolean>, least: number): SharesCompared {
  let [blocks, seen, failed] = [0, 0, 0];
  const growth = RISKS.map(() => 0);
  let most = 1;
  for (const { first, second } of blocksOf(outcomes, least)) {
    const [own, others] = [failures(first), failures(second)];
    const base = (GUESS * GUESSED + failed) / (GUESSED + seen);
    let sum = 0;
    RISKS.forEach((risk, index) => {
      const [canary, stable] = alternative(Math.min(0.95, base), risk, first.length, second.length);
      const mixed = (first.length * canary + second.length * stable) / (first.length + second.length);
      const next =
        (growth[index] ?? 0) +
        own * Math.log(canary / mixed) +
        (first.length - own) * Math.log((1 - canary) / (1 - mixed)) +
        others * Math.log(stable / mixed) +
        (second.length - others) * Math.log((1 - stable) / (1 - mixed));
      growth[index] = next;
      sum += Math.exp(next);
    });
    most = Math.max(most, sum / RISKS.length);
    blocks += 1;
    seen += first.length + second.length;
    failed += own + others;
  }
  return { most, blocks };
}

const failures = (outcomes: readonly boolean[]): number => outcomes.reduce((sum, one) => sum + (one ? 1 : 0), 0);

/** How many times as often the first may fail. */
const RISKS = [1.5, 2, 3, 5, 10];

/** Two shares with that ratio, whose mean over a block is `base`. */
function alternative(base: number, risk: number, first: number, second: number): readonly [number, number] {
  const stable = (base * (first + second)) / (risk * first + second);
  return [Math.min(0.99, risk * stable), Math.max(1e-6, stable)];
}
