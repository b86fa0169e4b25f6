import type { SchemaError, SchemaNode } from "./validator.js";

const LONGEST_QUOTE = 60;
const MOST_CANDIDATES = 20;

/** The text of somebody's file, in backticks and not longer than a message can bear. */
export function quote(text: string): string {
  return `\`${text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text}\``;
}

const TYPES: Readonly<Record<string, string>> = {
  array: "a list",
  boolean: "true or false",
  integer: "a whole number",
  null: "nothing",
  number: "a number",
  object: "a map",
  string: "a text",
};

/** What a schema wants, in words: "a list", "one of `error`, `warning`, `never`". */
export function expected({ anyOf, enum: words, type }: SchemaNode): string {
  if (words) return `one of ${words.map((word) => `\`${String(word)}\``).join(", ")}`;
  if (type === undefined && anyOf) return either(anyOf.map(expected));
  return either([type ?? []].flat().map((name) => TYPES[name] ?? name));
}

/** The keys of which a map needs one, where that is all that the branches of its `anyOf` ask; else undefined. */
export function wanted({ anyOf }: SchemaNode): string | undefined {
  if (!anyOf?.every(({ required, type }) => required && type === undefined)) return undefined;
  return either(anyOf.map(({ required = [] }) => required.map((key) => `\`${key}\``).join(" and ")));
}

const either = (options: readonly string[]): string => [...new Set(options)].join(" or ");

/** What stands there: "a list", "nothing", "the text `10 kB`". */
export function found(value: unknown): string {
  if (value === null) return "nothing";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "a map";
  if (typeof value === "string") return `the text ${quote(value)}`;
  return typeof value === "number" || typeof value === "boolean" ? `\`${value}\`` : typeof value;
}

/** How a value breaks a limit. */
export function limit({ keyword, message, params }: SchemaError): string {
  switch (keyword) {
    case "minItems":
    case "minLength":
      return params.limit === 1 ? "must not be empty" : `needs at least ${params.limit ?? 0}`;
    case "maxItems":
    case "maxProperties":
      return `has more than ${params.limit ?? 0} entries`;
    case "uniqueItems":
      return `entries ${(params.i ?? 0) + 1} and ${(params.j ?? 0) + 1} are the same`;
    default:
      return message ?? `does not satisfy \`${keyword}\``;
  }
}

/** The keys that a map may have; of very many, those that begin like the one that was written. */
export function candidates(written: string, keys: readonly string[]): string {
  if (keys.length === 0) return "None is known here.";
  const group = written.slice(0, written.indexOf("/") + 1);
  const alike = keys.filter((key) => group !== "" && key.startsWith(group));
  const shown = keys.length <= MOST_CANDIDATES ? keys : alike;
  if (shown.length > 0) return `Known here: ${shown.join(", ")}.`;
  const groups = new Set(keys.map((key) => key.slice(0, key.indexOf("/") + 1)));
  return `Known here are those that begin with ${[...groups].join(", ")}.`;
}
