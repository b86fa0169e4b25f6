/** The number of a token, or undefined where the bytes are none. Bytes are characters from U+0000 to U+00FF. */
export type RankOf = (bytes: string) => number | undefined;

/**
 * The tokens that byte pair encoding makes of a piece,
 * of which the earliest learnt pair is joined first, again and again.
 */
export function mergePairs(bytes: string, rankOf: RankOf, longest: number): readonly number[] {
  return bytes.length <= SHORT ? mergeShort(bytes, rankOf) : mergeLong(bytes, rankOf, longest);
}

/** The length of a short piece. Up to here, looking at all pairs each time is faster than keeping them in order. */
const SHORT = 64;

/**
 * Where the tokens of a short piece begin, and the ranks of the pairs that begin there:
 * lists of their own would cost more than the merging.
 */
const starts = new Int32Array(SHORT + 2);
const ranks = new Int32Array(SHORT + 2);
const NONE = 0x7fffffff;

function mergeShort(bytes: string, rankOf: RankOf): readonly number[] {
  let count = bytes.length;
  const pair = (index: number): number =>
    index + 2 > count ? NONE : (rankOf(bytes.slice(starts[index], starts[index + 2])) ?? NONE);
  for (let index = 0; index <= count; index++) starts[index] = index;
  for (let index = 0; index < count; index++) ranks[index] = pair(index);
  for (;;) {
    let best = 0;
    let lowest = NONE;
    for (let index = 0; index < count - 1; index++) {
      const rank = ranks[index] ?? NONE;
      if (rank < lowest) {
        lowest = rank;
        best = index;
      }
    }
    if (lowest === NONE) break;
    starts.copyWithin(best + 1, best + 2, count + 1);
    ranks.copyWithin(best + 1, best + 2, count);
    count -= 1;
    ranks[best] = pair(best);
    if (best > 0) ranks[best - 1] = pair(best - 1);
  }
  return Array.from({ length: count }, (_, index) => rankOf(bytes.slice(starts[index], starts[index + 1])) ?? 0);
}

/**
 * The same for runs without a space or a line break, of which a hostile file has a million in one piece: the pairs wait
 * in a heap, so that the time grows with n log n and nothing has to be cut.
 */
function mergeLong(bytes: string, rankOf: RankOf, longest: number): readonly number[] {
  const size = bytes.length;
  const next = Int32Array.from({ length: size }, (_, index) => index + 1);
  const before = Int32Array.from({ length: size }, (_, index) => index - 1);
  const rank = new Float64Array(size).fill(Infinity);
  const heap = pairHeap(rank, size);
  const look = (at: number): void => {
    const middle = next[at] ?? size;
    const end = middle < size ? (next[middle] ?? size) : size + 1;
    const known = end > size || end - at > longest ? undefined : rankOf(bytes.slice(at, end));
    rank[at] = known ?? Infinity;
    if (known !== undefined) heap.push(at, known);
  };
  for (let at = 0; at < size; at++) look(at);
  for (let at = heap.pop(); at !== undefined; at = heap.pop()) {
    const gone = next[at] ?? size;
    const after = next[gone] ?? size;
    next[at] = after;
    rank[gone] = Infinity;
    if (after < size) before[after] = at;
    look(at);
    const left = before[at] ?? -1;
    if (left >= 0) look(left);
  }
  const tokens: number[] = [];
  for (let at = 0; at < size; at = next[at] ?? size) tokens.push(rankOf(bytes.slice(at, next[at])) ?? 0);
  return tokens;
}

interface PairHeap {
  readonly push: (at: number, rank: number) => void;
  /**
   * The place of the lowest rank, the leftmost of equals; undefined where no pair is left.
   * Ranks that have changed since are passed over.
   */
  readonly pop: () => number | undefined;
}

/**
 * Pairs by their rank, the lowest first.
 * `current` says which rank a place has now: what was pushed for another one is stale.
 */
function pairHeap(current: Float64Array, size: number): PairHeap {
  /** Rank and place in one number, which 53 bits hold. */
  const keys: number[] = [];
  const up = (index: number): void => {
    const key = keys[index] ?? 0;
    let at = index;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = keys[parent] ?? 0;
      if (above <= key) break;
      keys[at] = above;
      at = parent;
    }
    keys[at] = key;
  };
  const down = (key: number): void => {
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= keys.length) break;
      if (child + 1 < keys.length && (keys[child + 1] ?? 0) < (keys[child] ?? 0)) child += 1;
      const below = keys[child] ?? 0;
      if (below >= key) break;
      keys[at] = below;
      at = child;
    }
    keys[at] = key;
  };
  return {
    push: (at, rank) => {
      keys.push(rank * size + at);
      up(keys.length - 1);
    },
    pop: () => {
      for (;;) {
        const key = keys[0];
        const last = keys.pop();
        if (key === undefined || last === undefined) return undefined;
        if (keys.length > 0) down(last);
        const at = key % size;
        if (current[at] === Math.floor(key / size)) return at;
      }
    },
  };
}
