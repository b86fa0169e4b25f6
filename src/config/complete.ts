import { fromValue, type Layer, type LayerEntry } from "./layer.ts";
import type { SchemaNode } from "./schema-node.ts";

const DEFAULT = { from: "default" } as const;

/** Adds what is absent and has a default, in the maps and lists below too. */
export function complete(layer: Layer, schema: SchemaNode): Layer {
  const { items, properties = {} } = schema;
  if (layer.kind === "list" && items) return { ...layer, items: layer.items.map((item) => complete(item, items)) };
  if (layer.kind !== "map") return layer;
  const entries = new Map<string, LayerEntry>(layer.entries);
  for (const [key, property] of Object.entries(properties)) {
    const present = entries.get(key);
    if (present) entries.set(key, { ...present, value: complete(present.value, property) });
    else if (property.default !== undefined)
      entries.set(key, { key: DEFAULT, value: complete(fromValue(property.default, DEFAULT), property) });
  }
  return { ...layer, entries };
}
