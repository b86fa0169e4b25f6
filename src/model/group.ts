/**
 * Items by key, in the order in which the keys first appear. Node 20 has no `Map.groupBy`, and hooks run under whatever
 * Node a machine has.
 */
export function group<T, K>(items: Iterable<T>, keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const known = groups.get(key);
    if (known) known.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
