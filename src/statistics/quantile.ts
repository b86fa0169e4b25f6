/**
 * The value below which that share of the others lie, by nearest rank: one of the values, never something between them.
 * Throws RangeError where there are none.
 */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  const found = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  if (found === undefined) throw new RangeError("Of nothing there is no quantile.");
  return found;
}
