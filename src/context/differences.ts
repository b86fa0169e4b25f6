/** How many lines of the longer text the other has not, or 0 where the texts are equal or not versions of one text. */
export function linesMissing(one: readonly string[], other: readonly string[], leastAlike: number): number {
  const left = new Map<string, number>();
  for (const line of one) left.set(line, (left.get(line) ?? 0) + 1);
  let shared = 0;
  for (const line of other) {
    const times = left.get(line) ?? 0;
    if (times === 0) continue;
    shared += 1;
    left.set(line, times - 1);
  }
  const most = Math.max(one.length, other.length);
  return most > 0 && shared / most >= leastAlike ? most - shared : 0;
}
