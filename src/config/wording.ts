import type { Layer } from "./layer.ts";
import type { SchemaNode, ValueType } from "./schema-node.ts";

const LONGEST_QUOTE = 60;
const MOST_CANDIDATES = 20;

/** The text of somebody's file, in backticks and not longer than a message can bear. */
export function quote(text: string): string {
  return `\`${text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text}\``;
}

const TYPES: Readonly<Record<ValueType, string>> = {
  array: "a list",
  boolean: "true or false",
  integer: "a whole number",
  number: "a number",
  object: "a map",
  string: "a text",
};

/** What a schema wants, in words: "a list", "one of `error`, `warning`, `never`". */
export function expected({ anyOf, enum: words, type }: SchemaNode): string {
  if (words) return `one of ${words.map((word) => `\`${word}\``).join(", ")}`;
  if (type === undefined && anyOf) return either(anyOf.map(expected));
  return either([type ?? []].flat().map((name) => TYPES[name]));
}

/** The keys of which a map needs one, where that is all that the branches of its `anyOf` ask; else undefined. */
export function wanted({ anyOf }: SchemaNode): string | undefined {
  if (!anyOf?.every(({ required, type }) => required && type === undefined)) return undefined;
  return either(anyOf.map(({ required = [] }) => required.map((key) => `\`${key}\``).join(" and ")));
}

/** The numbers that a schema allows, in words: "0 or more", "a number from 0 to 1". */
export function range({ minimum, maximum }: SchemaNode): string {
  if (minimum === undefined) return `${maximum} or less`;
  return maximum === undefined ? `${minimum} or more` : `a number from ${minimum} to ${maximum}`;
}

/** Words of which each will do. */
export const either = (options: readonly string[]): string => [...new Set(options)].join(" or ");

/** What stands there: "a list", "nothing", "the text `10 kB`". */
export function foundWords(at: Layer): string {
  if (at.kind !== "leaf") return at.kind === "list" ? "a list" : "a map";
  const { value } = at;
  if (value === null) return "nothing";
  if (typeof value === "string") return `the text ${quote(value)}`;
  return typeof value === "number" || typeof value === "boolean" ? `\`${value}\`` : typeof value;
}

/** The keys that a map may have; of very many that stand in groups, those that begin like the one that was written. */
export function candidates(written: string, keys: readonly string[]): string {
  if (keys.length === 0) return "None is known here.";
  const group = written.slice(0, written.indexOf("/") + 1);
  const alike = keys.filter((key) => group !== "" && key.startsWith(group));
  const grouped = keys.length > MOST_CANDIDATES && keys.every((key) => key.includes("/"));
  const shown = grouped ? alike : keys;
  if (shown.length > 0) return `Known here: ${shown.join(", ")}.`;
  const groups = new Set(keys.map((key) => key.slice(0, key.indexOf("/") + 1)));
  return `Known here are those that begin with ${[...groups].sort().join(", ")}.`;
}
