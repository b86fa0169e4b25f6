import type { DataNode } from "../model/data.ts";
import type { Range } from "../model/source.ts";
import type { Origin } from "./origin.ts";

/** Settings of which every value, and every key, knows where it came from. */
export type Layer = LayerMap | LayerList | LayerLeaf;
export interface LayerMap {
  readonly kind: "map";
  readonly entries: ReadonlyMap<string, LayerEntry>;
  readonly origin: Origin;
}
export interface LayerEntry {
  readonly key: Origin;
  readonly value: Layer;
}
interface LayerList {
  readonly kind: "list";
  readonly items: readonly Layer[];
  readonly origin: Origin;
}
interface LayerLeaf {
  readonly kind: "leaf";
  readonly value: unknown;
  readonly origin: Origin;
}

export function fromNode(node: DataNode, originOf: (range: Range) => Origin): Layer {
  const origin = originOf(node.range);
  switch (node.kind) {
    case "map": {
      const entries = new Map<string, LayerEntry>();
      for (const { key, keyRange, value } of node.entries)
        entries.set(key, { key: originOf(keyRange), value: fromNode(value, originOf) });
      return { kind: "map", entries, origin };
    }
    case "list":
      return { kind: "list", items: node.items.map((item) => fromNode(item, originOf)), origin };
    default:
      return { kind: "leaf", value: node.value, origin };
  }
}

/** A JSON value that came from one place as a whole. */
export function fromValue(value: unknown, origin: Origin): Layer {
  if (Array.isArray(value)) return { kind: "list", items: value.map((item) => fromValue(item, origin)), origin };
  if (typeof value !== "object" || value === null) return { kind: "leaf", value, origin };
  const entries = Object.entries(value).map(
    ([key, one]) => [key, { key: origin, value: fromValue(one, origin) }] as const,
  );
  return { kind: "map", entries: new Map(entries), origin };
}

/** Maps are merged key by key; of everything else the upper one replaces the lower one. */
function merge(below: Layer, above: Layer): Layer {
  return below.kind === "map" && above.kind === "map" ? mergeMaps(below, above) : above;
}

export function mergeMaps(below: LayerMap, above: LayerMap): LayerMap {
  const entries = new Map(below.entries);
  for (const [key, entry] of above.entries) {
    const known = entries.get(key);
    entries.set(key, known ? { key: entry.key, value: merge(known.value, entry.value) } : entry);
  }
  return { kind: "map", entries, origin: above.origin };
}

/** The plain value. A key `__proto__` becomes an ordinary property of that name. */
export function valueOf(layer: Layer): unknown {
  switch (layer.kind) {
    case "map":
      return Object.fromEntries([...layer.entries].map(([key, { value }]) => [key, valueOf(value)]));
    case "list":
      return layer.items.map(valueOf);
    default:
      return layer.value;
  }
}

/** Every leaf (and every empty map or list) by its path, such as `rules.skill/name-length.severity` or `clients[0]`. */
export function originsOf(layer: Layer, path = "", found = new Map<string, Origin>()): ReadonlyMap<string, Origin> {
  if (layer.kind === "map" && layer.entries.size > 0)
    for (const [key, { value }] of layer.entries) originsOf(value, path === "" ? key : `${path}.${key}`, found);
  else if (layer.kind === "list" && layer.items.length > 0)
    for (const [index, item] of layer.items.entries()) originsOf(item, `${path}[${index}]`, found);
  else if (path !== "") found.set(path, layer.origin);
  return found;
}

/** The value at the end of these keys; numbers of a list are keys too. Undefined where there is none. */
export function layerAt(layer: Layer, [key, ...rest]: readonly string[]): Layer | undefined {
  if (key === undefined) return layer;
  const below = belowOf(layer, key);
  return below && layerAt(below, rest);
}

/** Where the value at the end of these keys stands, or as far along them as there is one. */
export function originAt(layer: Layer, [key, ...rest]: readonly string[]): Origin {
  const below = key === undefined ? undefined : belowOf(layer, key);
  return below ? originAt(below, rest) : layer.origin;
}

function belowOf(layer: Layer, key: string): Layer | undefined {
  if (layer.kind === "map") return layer.entries.get(key)?.value;
  return layer.kind === "list" ? layer.items[Number(key)] : undefined;
}
