/**
 * The same numbers, of which those from one place to before another stand as if all were in order: what is before is no
 * larger, what is after no smaller. For a few places of many values it takes a small part of the time.
 */
export function sortedBetween(values: Float64Array, from: number, to: number): Float64Array {
  splitAt(values, 0, from);
  splitAt(values, from, to);
  values.subarray(from, to).sort();
  return values;
}

/** Hoare, "Algorithm 65: find", Communications of the ACM 4 (1961), 321–322: of the values from `first` on. */
function splitAt(values: Float64Array, first: number, rank: number): void {
  let [low, high] = [first, values.length - 1];
  // Half of them are left each time, or so; values may be written in an order in which it is only one less.
  for (let rounds = 4 * Math.log2(values.length + 1); low < high && rank <= high; rounds -= 1) {
    if (rounds < 0) {
      values.subarray(low, high + 1).sort();
      return;
    }
    const pivot = values[(low + high) >> 1] ?? 0;
    let [left, right] = [low, high];
    while (left <= right) {
      while ((values[left] ?? 0) < pivot) left += 1;
      while ((values[right] ?? 0) > pivot) right -= 1;
      if (left > right) break;
      const one = values[left] ?? 0;
      values[left] = values[right] ?? 0;
      values[right] = one;
      left += 1;
      right -= 1;
    }
    if (rank <= right) high = right;
    else if (rank >= left) low = left;
    else return;
  }
}
