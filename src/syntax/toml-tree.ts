import type { AST } from "toml-eslint-parser";
import type { DataEntry, DataMap, DataNode } from "../model/data.ts";
import type { Range } from "../model/source.ts";
import { MAX_DEPTH } from "./limits.ts";

/** A map that tables and dotted keys further down may come back to. */
interface Table {
  readonly depth: number;
  readonly map: { readonly kind: "map"; readonly entries: DataEntry[]; readonly range: Growing };
  readonly tables: Map<string, Table>;
  readonly arrays: Map<string, TableArray>;
  /** The array of tables that it is an element of. */
  readonly array?: TableArray;
}
interface TableArray {
  readonly kind: "list";
  readonly items: DataNode[];
  readonly range: Growing;
}
interface Growing {
  readonly start: number;
  end: number;
}

/** The syntax tree of a text without mistakes → one map. Throws a `RangeError` where it is too deep. */
export function foldToml(top: AST.TOMLTopLevelTable): DataMap {
  const root = newTable(growing(top.range), 0);
  for (const node of top.body) {
    const table = node.type === "TOMLTable" ? openTable(root, node) : root;
    for (const value of node.type === "TOMLTable" ? node.body : [node]) addValue(table, value);
  }
  return root.map;
}

function growing([start, end]: AST.Range): Growing {
  return { start, end };
}

function newTable(range: Growing, depth: number, array?: TableArray): Table {
  if (depth > MAX_DEPTH) throw new RangeError("too deep");
  const map = { kind: "map" as const, entries: [], range };
  const table = { depth, map, tables: new Map<string, Table>(), arrays: new Map<string, TableArray>() };
  return array ? { ...table, array } : table;
}

type Key = AST.TOMLKey["keys"][number];

const nameOf = (key: Key): string => (key.type === "TOMLBare" ? key.name : key.value);
const rangeOf = ({ range: [start, end] }: { readonly range: AST.Range }): Range => ({ start, end });

/** The table that a header opens, or comes back to. */
function openTable(root: Table, { key, kind, range }: AST.TOMLTable): Table {
  const parent = descend(root, key.keys.slice(0, -1), range);
  const last = key.keys.slice(-1);
  if (kind === "standard") return descend(parent, last, range);
  return last.reduce((table, one) => addElement(table, one, range), parent);
}

function descend(from: Table, keys: readonly Key[], range: AST.Range): Table {
  return keys.reduce((at, key) => {
    const name = nameOf(key);
    const known = at.tables.get(name);
    if (known) {
      known.map.range.end = Math.max(known.map.range.end, range[1]);
      if (known.array) known.array.range.end = Math.max(known.array.range.end, range[1]);
      return known;
    }
    const table = newTable(growing(range), at.depth + 1);
    at.tables.set(name, table);
    at.map.entries.push({ key: name, keyRange: rangeOf(key), value: table.map });
    return table;
  }, from);
}

function addElement(parent: Table, key: Key, range: AST.Range): Table {
  const name = nameOf(key);
  const known = parent.arrays.get(name);
  const array: TableArray = known ?? { kind: "list", items: [], range: growing(range) };
  const table = newTable(growing(range), parent.depth + 2, array);
  array.items.push(table.map);
  array.range.end = Math.max(array.range.end, range[1]);
  parent.tables.set(name, table);
  parent.arrays.set(name, array);
  if (!known) parent.map.entries.push({ key: name, keyRange: rangeOf(key), value: array });
  return table;
}

function addValue(table: Table, { key, value, range }: AST.TOMLKeyValue): void {
  const parent = descend(table, key.keys.slice(0, -1), range);
  for (const last of key.keys.slice(-1)) {
    parent.map.entries.push({ key: nameOf(last), keyRange: rangeOf(last), value: convert(value, parent.depth + 1) });
  }
}

function convert(node: AST.TOMLContentNode, depth: number): DataNode {
  const range = rangeOf(node);
  if (node.type === "TOMLInlineTable") {
    const table = newTable(growing(node.range), depth);
    for (const value of node.body) addValue(table, value);
    return table.map;
  }
  if (node.type === "TOMLArray") {
    if (depth > MAX_DEPTH) throw new RangeError("too deep");
    return { kind: "list", items: node.elements.map((element) => convert(element, depth + 1)), range };
  }
  switch (node.kind) {
    case "string":
      return { kind: "string", value: node.value, range };
    case "integer":
    case "float":
      return { kind: "number", value: node.value, range };
    case "boolean":
      return { kind: "boolean", value: node.value, range };
    default:
      return { kind: "string", value: node.datetime, range };
  }
}
