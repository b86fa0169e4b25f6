import type { Range } from "./source.ts";

/** YAML, JSON or TOML that was read: a tree of values that remembers where each stands in its text. */
export type DataNode = DataMap | DataList | DataString | DataNumber | DataBoolean | DataNull;

export interface DataMap {
  readonly kind: "map";
  readonly entries: readonly DataEntry[];
  readonly range: Range;
}
export interface DataEntry {
  readonly key: string;
  readonly keyRange: Range;
  readonly value: DataNode;
}
export interface DataList {
  readonly kind: "list";
  readonly items: readonly DataNode[];
  readonly range: Range;
}
export interface DataString {
  readonly kind: "string";
  readonly value: string;
  readonly range: Range;
}
export interface DataNumber {
  readonly kind: "number";
  readonly value: number;
  readonly range: Range;
}
export interface DataBoolean {
  readonly kind: "boolean";
  readonly value: boolean;
  readonly range: Range;
}
export interface DataNull {
  readonly kind: "null";
  readonly value: null;
  readonly range: Range;
}

/** The entry of a map under a key; where a key stands twice, the last one, as every client reads it. */
export function entryOf(node: DataNode | undefined, key: string): DataEntry | undefined {
  if (node?.kind !== "map") return undefined;
  // Rules ask this a hundred thousand times in a run: a loop is worth more here than findLast.
  for (let at = node.entries.length - 1; at >= 0; at--) if (node.entries[at]?.key === key) return node.entries[at];
  return undefined;
}

/** The value at the end of a path of keys, or undefined where the path leaves the tree. */
export function valueAt(node: DataNode | undefined, ...keys: readonly string[]): DataNode | undefined {
  let at = node;
  for (const key of keys) at = entryOf(at, key)?.value;
  return at;
}

/** The plain JavaScript value of a tree, for a schema validator. Later duplicates of a key win. */
export function plain(node: DataNode): unknown {
  switch (node.kind) {
    case "map":
      return Object.fromEntries(node.entries.map(({ key, value }) => [key, plain(value)]));
    case "list":
      return node.items.map(plain);
    default:
      return node.value;
  }
}
