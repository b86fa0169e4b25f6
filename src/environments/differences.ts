import { mayVary, type Resolved } from "./parity.ts";

/** A setting in which two environments differ. Absent: the environment does not have it. */
export interface Difference {
  readonly key: string;
  readonly one?: unknown;
  readonly other?: unknown;
  /** Whether environments may differ in it. */
  readonly allowed: boolean;
}

/** What differs between two environments, leaf by leaf, in the order of the keys. */
export function settingDifferences(
  one: Resolved,
  other: Resolved,
  valueAt: (settings: unknown, key: string) => unknown,
): readonly Difference[] {
  const keys = [...new Set([...one.origins.keys(), ...other.origins.keys()])].sort();
  return keys.flatMap((key, index) => {
    // A map or list that is empty on one side: what stands in it on the other is told key by key.
    if (/^[.[]/.test(keys[index + 1]?.slice(key.length) ?? "") && keys[index + 1]?.startsWith(key)) return [];
    const [mine, theirs] = [one, other].map(({ settings }) => valueAt(settings, key));
    if (JSON.stringify(mine) === JSON.stringify(theirs)) return [];
    return [{ key, one: mine, other: theirs, allowed: mayVary(key) }];
  });
}
