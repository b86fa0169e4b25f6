/** Values of two series together, in the order in which they came. */
export type Dealt<Value> = Iterable<{ readonly isFirst: boolean; readonly value: Value }>;

/** What came at one time, of either series. */
interface Block<Value> {
  readonly first: readonly Value[];
  readonly second: readonly Value[];
}

/**
 * Both series in blocks: each has so many values or more, as they came, and some of either. Where it ends is up to
 * whose its values are, and not to what they are. Within it both are of one time: what makes all of a time bad makes
 * neither of them worse. What is not a whole block yet is none.
 */
export function* blocksOf<Value>(dealt: Dealt<Value>, least: number): Generator<Block<Value>> {
  let [first, second]: [Value[], Value[]] = [[], []];
  for (const { isFirst, value } of dealt) {
    (isFirst ? first : second).push(value);
    if (first.length === 0 || second.length === 0 || first.length + second.length < least) continue;
    yield { first, second };
    [first, second] = [[], []];
  }
}
