/** Values of two series together, in the order in which they came; of outcomes, 1 is a failure. */
export interface Dealt {
  /** 1 where a value is of the first series. */
  readonly isFirst: Uint8Array;
  readonly values: Float64Array;
}

/** The same of a list; true is a failure. */
export const dealtOf = (told: readonly { readonly isFirst: boolean; readonly value: number | boolean }[]): Dealt => ({
  isFirst: Uint8Array.from(told, ({ isFirst }) => Number(isFirst)),
  values: Float64Array.from(told, ({ value }) => Number(value)),
});

/** What came at one time, of either series: the values from one place to before another, and how many are of which. */
export interface DealtBlock {
  readonly from: number;
  readonly to: number;
  readonly first: number;
  readonly second: number;
}

/**
 * Both series in blocks: each has so many values or more, as they came, and some of either. Where it ends is up to
 * whose its values are, and not to what they are. Within it both are of one time: what makes all of a time bad makes
 * neither of them worse. What is not a whole block yet is none.
 */
export function* blocksOf({ isFirst }: Pick<Dealt, "isFirst">, least: number): Generator<DealtBlock> {
  let [from, first] = [0, 0];
  for (let to = 1; to <= isFirst.length; to += 1) {
    first += isFirst[to - 1] ?? 0;
    const second = to - from - first;
    if (first === 0 || second === 0 || first + second < least) continue;
    yield { from, to, first, second };
    [from, first] = [to, 0];
  }
}
