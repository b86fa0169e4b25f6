import type { Layer } from "./layer.ts";
import type { SchemaNode } from "./schema-node.ts";
import { refuseText } from "./text-formats.ts";

/** Whether a value keeps to a keyword that looks no deeper. A value that the keyword is not about keeps to it. */
type Keeps = (schema: SchemaNode, at: Layer) => boolean;

/** The keywords that a value keeps to or not, in the order in which what breaks them is told. */
export const LIMIT_KEYWORDS: ReadonlyMap<keyof SchemaNode, Keeps> = new Map<keyof SchemaNode, Keeps>([
  ["minimum", ({ minimum = 0 }, at) => at.kind !== "leaf" || typeof at.value !== "number" || at.value >= minimum],
  ["maximum", ({ maximum = 0 }, at) => at.kind !== "leaf" || typeof at.value !== "number" || at.value <= maximum],
  ["minLength", ofText(({ minLength = 0 }, text) => text.length >= minLength)],
  ["maxLength", ofText(({ maxLength = 0 }, text) => text.length <= maxLength)],
  ["pattern", ofText(({ pattern = "" }, text) => new RegExp(pattern, "u").test(text))],
  ["format", ofText(({ format }, text, at) => refuseText(format, text, at.origin) === undefined)],
  ["enum", ({ enum: words = [] }, at) => at.kind === "leaf" && words.some((word) => word === at.value)],
  ["maxItems", ({ maxItems = 0 }, at) => at.kind !== "list" || at.items.length <= maxItems],
  ["minItems", ({ minItems = 0 }, at) => at.kind !== "list" || at.items.length >= minItems],
  ["uniqueItems", (_schema, at) => twins(at) === undefined],
  ["maxProperties", ({ maxProperties = 0 }, at) => at.kind !== "map" || at.entries.size <= maxProperties],
]);

function ofText(keeps: (schema: SchemaNode, text: string, at: Layer) => boolean): Keeps {
  return (schema, at) => at.kind !== "leaf" || typeof at.value !== "string" || keeps(schema, at.value, at);
}

/** The last text of a list that stands in it again, and where it does next: their numbers, from 0. */
export function twins(at: Layer): readonly [number, number] | undefined {
  const seen = new Map<unknown, number>();
  const items = at.kind === "list" ? at.items : [];
  for (const [index, item] of [...items.entries()].toReversed()) {
    if (item.kind !== "leaf" || typeof item.value !== "string") continue;
    const next = seen.get(item.value);
    if (next !== undefined) return [index, next];
    seen.set(item.value, index);
  }
  return undefined;
}
