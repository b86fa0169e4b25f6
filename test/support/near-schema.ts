import * as fc from "fast-check";
import type { SchemaNode, ValueType } from "../../src/config/schema-node.ts";

/** Of every type, and with names of every object's properties. */
const ANYTHING: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(null, true, 0, -1, 1.5, 1e300, "", "word", "b{a,b}"),
  fc.constantFrom([], ["a", "b", "a", "b"], [[]], {}, { constructor: 1 }, Object.fromEntries([["__proto__", "a"]])),
);

/** Values that a schema mostly allows: any part may be something else, lack a key or have one more, or be too long by one. */
export function nearSchema(schema: SchemaNode): fc.Arbitrary<unknown> {
  const types = [schema.type ?? []].flat();
  const branches = types.length === 0 ? (schema.anyOf ?? []).map(nearSchema) : [];
  return rarely(ANYTHING, fc.oneof(...branches, ...types.map((type) => OF_TYPE[type](schema))), 80);
}

const OF_TYPE: Readonly<Record<ValueType, (schema: SchemaNode) => fc.Arbitrary<unknown>>> = {
  boolean: () => fc.boolean(),
  integer: () => fc.integer({ min: -1, max: 3 }),
  number: () => fc.constantFrom(0, 1, 0.5, -1, 2, 3),
  string: textNear,
  array: listNear,
  object: mapNear,
};

function textNear({ enum: words, pattern, maxLength: most }: SchemaNode): fc.Arbitrary<string> {
  const mistaken = fc.constantFrom("", "a", "errr", "a/**", "{a,b}".repeat(7), "10 MiB", "../a", "1.2.3");
  if (words) return rarely(mistaken, fc.constantFrom(...words));
  if (pattern !== undefined) return rarely(mistaken, fc.stringMatching(new RegExp(pattern, "u")));
  return most === undefined ? mistaken : fc.oneof(mistaken, fc.constantFrom("é".repeat(most), "é".repeat(most + 1)));
}

function listNear({ items = {}, maxItems: most }: SchemaNode): fc.Arbitrary<unknown> {
  const item = nearSchema(items);
  const few = fc.array(item, { maxLength: 3 });
  if (most === undefined) return few;
  return rarely(
    fc.tuple(item, fc.constantFrom(most, most + 1)).map(([one, length]) => Array.from({ length }, () => one)),
    few,
  );
}

function mapNear({ properties = {}, required = [], ...rest }: SchemaNode): fc.Arbitrary<unknown> {
  const near = new Map(Object.entries(properties).map(([key, one]) => [key, nearSchema(one)]));
  const some = fc.subarray([...near.keys()], { maxLength: Math.min(near.size, 4) });
  const lacking = rarely(fc.subarray([...required]), fc.constant<string[]>([]));
  return fc.tuple(some, lacking, othersNear(rest)).chain(([keys, without, others]) => {
    const present = [...new Set([...required, ...keys])].filter((key) => !without.includes(key));
    return fc
      .tuple(...present.map((key) => (near.get(key) ?? ANYTHING).map((value): [string, unknown] => [key, value])))
      .map((entries) => Object.fromEntries([...entries, ...others]));
  });
}

/** Entries under keys that the schema does not name. */
function othersNear({ additionalProperties: others, propertyNames, maxProperties: most }: SchemaNode) {
  const name = propertyNames ? textNear(propertyNames) : fc.constantFrom("a", "b c", "__proto__", "constructor", "x/y");
  const few = fc.array(fc.tuple(name, others ? nearSchema(others) : ANYTHING), { maxLength: 2 });
  if (!others) return rarely(few, fc.constant([]));
  if (most === undefined) return few;
  const many = fc.constantFrom(most, most + 1).map((length) => Array.from({ length }, (_, key) => [`k${key}`, "a"]));
  return rarely(many, few);
}

const rarely = <T, U>(rare: fc.Arbitrary<T>, often: fc.Arbitrary<U>, weight = 20): fc.Arbitrary<T | U> =>
  fc.oneof({ weight: 1, arbitrary: rare }, { weight, arbitrary: often });
