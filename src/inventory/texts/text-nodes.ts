import type { DataMap, DataNode, DataString } from "../../model/data.ts";
import { entryOf } from "../../model/data.ts";

/** The maps and texts that a client reads out of a tree; whatever else stands there is left to the rules. */
export function mapAt(node: DataNode | undefined, key: string): DataMap | undefined {
  const value = entryOf(node, key)?.value;
  return value?.kind === "map" ? value : undefined;
}

export function stringAt(node: DataNode | undefined, key: string): DataString | undefined {
  const value = entryOf(node, key)?.value;
  return value?.kind === "string" ? value : undefined;
}

/** The texts of a list; a list of anything else is empty. */
export function stringsAt(node: DataNode | undefined, key: string): readonly DataString[] {
  const value = entryOf(node, key)?.value;
  return value?.kind === "list" ? value.items.filter((item): item is DataString => item.kind === "string") : [];
}

/** Texts by their key, such as variables and headers. */
export function pairsAt(node: DataNode | undefined, ...keys: readonly string[]): readonly Pair[] {
  return keys.flatMap((key) =>
    (mapAt(node, key)?.entries ?? []).flatMap((entry) =>
      entry.value.kind === "string" ? [{ key: entry.key, value: entry.value }] : [],
    ),
  );
}
export interface Pair {
  readonly key: string;
  readonly value: DataString;
}

/** The maps under a key: the value itself, or those of its list. */
export function mapsAt(node: DataNode | undefined, key: string): readonly DataMap[] {
  const value = entryOf(node, key)?.value;
  if (value?.kind === "map") return [value];
  return value?.kind === "list" ? value.items.filter((item) => item.kind === "map") : [];
}
