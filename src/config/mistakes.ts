import type { Layer } from "./layer.ts";
import { LIMIT_KEYWORDS } from "./limits.ts";
import type { SchemaNode, ValueType } from "./schema-node.ts";
import { wanted } from "./wording.ts";

/** Something that a schema does not allow: the keyword that says so, and the value that it is about. */
export interface Mistake {
  readonly keyword: keyof SchemaNode;
  readonly schema: SchemaNode;
  readonly at: Layer;
  /** The key that the value stands under, or its number in a list; empty for the whole. */
  readonly under: string;
  /** The key that the value lacks, or must not have. */
  readonly key?: string;
}

/** What is wrong with a value: where it is of the wrong type that alone, and of `anyOf` the branch that was meant. */
export function* mistakes(schema: SchemaNode, at: Layer, under = ""): Generator<Mistake> {
  if (!hasType(schema, at)) {
    yield { keyword: "type", schema, at, under };
    return;
  }
  for (const [keyword, keeps] of LIMIT_KEYWORDS)
    if (schema[keyword] !== undefined && !keeps(schema, at)) yield { keyword, schema, at, under };
  for (const [keyword, look] of BELOW) if (schema[keyword] !== undefined) yield* look(schema, at, under);
}

type Look = (schema: SchemaNode, at: Layer, under: string) => Iterable<Mistake>;

/** The keywords that have schemas in them, or speak of keys, and how they are looked through. */
const BELOW: ReadonlyMap<keyof SchemaNode, Look> = new Map<keyof SchemaNode, Look>([
  ["anyOf", inBranches],
  ["items", inItems],
  ["required", ofMissing],
  ["propertyNames", inNames],
  ["additionalProperties", inOthers],
  ["properties", inProperties],
]);

/**
 * Everything that a schema may be written in; the last four decide nothing.
 * @internal a test compares it with what the settings use
 */
export const KEYWORDS: ReadonlySet<string> = new Set([
  "type",
  ...LIMIT_KEYWORDS.keys(),
  ...BELOW.keys(),
  "default",
  "examples",
  "description",
  "deprecated",
]);

const TYPES: Readonly<Record<ValueType, (at: Layer) => boolean>> = {
  array: ({ kind }) => kind === "list",
  object: ({ kind }) => kind === "map",
  boolean: (at) => at.kind === "leaf" && typeof at.value === "boolean",
  string: (at) => at.kind === "leaf" && typeof at.value === "string",
  number: (at) => at.kind === "leaf" && Number.isFinite(at.value), // what JSON cannot write is none: YAML has infinity
  integer: (at) => at.kind === "leaf" && Number.isInteger(at.value),
};

function hasType({ type }: SchemaNode, at: Layer): boolean {
  if (type === undefined) return true;
  return typeof type === "string" ? TYPES[type](at) : type.some((one) => TYPES[one](at));
}

/** The branch that was meant is the first that takes values of the type; none was where all only ask for some key. */
function inBranches(schema: SchemaNode, at: Layer, under: string): readonly Mistake[] {
  let meant: readonly Mistake[] | undefined;
  for (const branch of schema.anyOf ?? []) {
    if (!hasType(branch, at)) continue;
    const found = [...mistakes(branch, at, under)];
    if (found.length === 0) return [];
    meant ??= found;
  }
  return meant && wanted(schema) === undefined ? meant : [{ keyword: "anyOf", schema, at, under }];
}

function* inItems({ items = {} }: SchemaNode, at: Layer): Generator<Mistake> {
  if (at.kind !== "list") return;
  for (const [index, item] of at.items.entries()) yield* mistakes(items, item, String(index));
}

function* ofMissing(schema: SchemaNode, at: Layer, under: string): Generator<Mistake> {
  if (at.kind !== "map") return;
  for (const key of schema.required ?? [])
    if (!at.entries.has(key)) yield { keyword: "required", schema, at, under, key };
}

function* inNames({ propertyNames = {} }: SchemaNode, at: Layer, under: string): Generator<Mistake> {
  if (at.kind !== "map") return;
  for (const [name, { key: origin }] of at.entries)
    yield* mistakes(propertyNames, { kind: "leaf", value: name, origin }, under);
}

function* inOthers(schema: SchemaNode, at: Layer, under: string): Generator<Mistake> {
  if (at.kind !== "map") return;
  const { properties = {}, additionalProperties: others = {} } = schema;
  for (const [key, { value }] of at.entries) {
    if (Object.hasOwn(properties, key)) continue;
    if (others === false) yield { keyword: "additionalProperties", schema, at, under, key };
    else yield* mistakes(others, value, key);
  }
}

function* inProperties({ properties = {} }: SchemaNode, at: Layer): Generator<Mistake> {
  if (at.kind !== "map") return;
  for (const [key, { value }] of at.entries) {
    const property = Object.hasOwn(properties, key) ? properties[key] : undefined;
    if (property) yield* mistakes(property, value, key);
  }
}
