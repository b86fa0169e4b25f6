/**
 * How much two series of outcomes say that the first fails more often than the second, at any look. The series are
 * taken in blocks of a few of each; were both shares the same, whatever they are and however they drift from block to
 * block, each block multiplies this by 1 on average at most. Turner, Ly and Grünwald, "Generic E-variables for exact
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

/**
 * `ratio`: how many of the second series make a block with one of the first. It is chosen before looking, as by the
 * weight of the rollout. True is a failure.
 */
export function compareShares(first: readonly boolean[], second: readonly boolean[], ratio: number): SharesCompared {
  const size = Math.max(1, Math.floor(ratio));
  const blocks = Math.min(first.length, Math.floor(second.length / size));
  let [failedFirst, failedSecond] = [0, 0];
  const growth = RISKS.map(() => 0);
  let most = 1;
  for (let block = 0; block < blocks; block += 1) {
    const own = first[block] === true ? 1 : 0;
    let others = 0;
    for (let index = block * size; index < (block + 1) * size; index += 1) others += second[index] === true ? 1 : 0;
    const base = (GUESS * GUESSED + failedFirst + failedSecond) / (GUESSED + block * (1 + size));
    let sum = 0;
    RISKS.forEach((risk, index) => {
      const [canary, stable] = alternative(Math.min(0.95, base), risk, size);
      const mixed = (canary + size * stable) / (1 + size);
      const next =
        (growth[index] ?? 0) +
        Math.log(own === 1 ? canary / mixed : (1 - canary) / (1 - mixed)) +
        others * Math.log(stable / mixed) +
        (size - others) * Math.log((1 - stable) / (1 - mixed));
      growth[index] = next;
      sum += Math.exp(next);
    });
    most = Math.max(most, sum / RISKS.length);
    failedFirst += own;
    failedSecond += others;
  }
  return { most, blocks };
}

/** How many times as often the first may fail. */
const RISKS = [1.5, 2, 3, 5, 10];

/** Two shares with that ratio, whose mean over a block is `base`. */
function alternative(base: number, risk: number, size: number): readonly [number, number] {
  const stable = (base * (1 + size)) / (risk + size);
  return [Math.min(0.99, risk * stable), Math.max(1e-6, stable)];
}
