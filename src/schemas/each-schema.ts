import { isObject } from "../model/json.ts";

export type SchemaMap = Readonly<Record<string, unknown>>;

/** Keywords whose members have names of the author's: a schema may well be called `enum` there. */
const BY_NAME = new Set([
  "$defs",
  "definitions",
  "dependencies",
  "dependentRequired",
  "dependentSchemas",
  "patternProperties",
  "properties",
]);
/** Keywords that decide nothing. */
export const ANNOTATIONS: ReadonlySet<string> = new Set(["default", "examples", "$vocabulary"]);
/** Keywords under which no schema stands: what a value is compared with, and annotations. */
const DATA: ReadonlySet<string> = new Set(["const", "enum", ...ANNOTATIONS]);

/**
 * A schema with all schemas in it changed, the inner ones first.
 * What stands under a keyword that nobody knows counts as one too.
 */
export function eachSchema(value: unknown, change: (schema: SchemaMap) => SchemaMap): unknown {
  if (Array.isArray(value)) return value.map((one) => eachSchema(one, change));
  if (!isObject(value)) return value;
  return change(
    members(value, (one, key) => {
      if (DATA.has(key)) return one;
      return BY_NAME.has(key) && isObject(one)
        ? members(one, (named) => eachSchema(named, change))
        : eachSchema(one, change);
    }),
  );
}

const members = (map: SchemaMap, change: (value: unknown, key: string) => unknown): SchemaMap =>
  Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(value, key)]));

/**
 * Whether a reference's fragment, `#/properties/a`, leads into data,
 * which `eachSchema` leaves alone. Throws URIError for a broken one.
 */
export function leadsIntoData(fragment: string): boolean {
  let named = false;
  for (const part of fragment.split("/").slice(1)) {
    const key = decodeURIComponent(part).replaceAll("~1", "/").replaceAll("~0", "~");
    if (!named && DATA.has(key)) return true;
    named = !named && BY_NAME.has(key);
  }
  return false;
}
