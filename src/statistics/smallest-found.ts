/** What is worth looking for is found this often. */
const OFTEN = 0.8;

/**
 * The smallest of what lies between two bounds that is found as often as `OFTEN`, to within `step`; undefined where not
 * even the largest is. `chance` grows with what it is asked about.
 */
export function smallestFound(
  [from, to]: readonly [number, number],
  step: number,
  chance: (of: number) => number,
): number | undefined {
  if (chance(to) < OFTEN) return undefined;
  let [low, high] = [from, to];
  while (high - low > step) {
    const middle = (low + high) / 2;
    if (chance(middle) >= OFTEN) high = middle;
    else low = middle;
  }
  return high;
}
