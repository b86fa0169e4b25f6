import type { JsonSchema } from "./config-schema.ts";

const ANNOTATIONS = new Set(["$schema", "$id", "title", "description", "default", "deprecated", "examples"]);

/** The schema without what only people read; settings of rules that have equal options become one definition. */
export function lean(schema: JsonSchema): JsonSchema {
  const { $defs, ...rest } = bare(schema);
  const definitions = new Map<string, { readonly name: string; readonly schema: JsonSchema }>();
  const share = (one: JsonSchema): JsonSchema => {
    const key = JSON.stringify(one);
    const known = definitions.get(key) ?? { name: `setting${definitions.size}`, schema: one };
    definitions.set(key, known);
    return { $ref: `#/$defs/${known.name}` };
  };
  const { rules } = schemas($defs);
  const properties = Object.entries(schemas(rules?.["properties"])).map(([id, one]) => [id, share(one)]);
  return {
    ...rest,
    $defs: {
      rules: { ...rules, properties: Object.fromEntries(properties) },
      ...Object.fromEntries([...definitions.values()].map((one) => [one.name, one.schema])),
    },
  };
}

function bare(schema: JsonSchema): JsonSchema {
  const kept = Object.entries(schema).filter(([keyword]) => !ANNOTATIONS.has(keyword));
  return Object.fromEntries(kept.map(([keyword, value]) => [keyword, below(keyword, value)]));
}

function below(keyword: string, value: unknown): unknown {
  switch (keyword) {
    case "properties":
    case "$defs":
      return Object.fromEntries(Object.entries(schemas(value)).map(([name, one]) => [name, bare(one)]));
    case "anyOf":
      return Array.isArray(value) ? value.map((one) => (isSchema(one) ? bare(one) : one)) : value;
    case "items":
    case "additionalProperties":
      return isSchema(value) ? bare(value) : value;
    default:
      return value;
  }
}

const isSchema = (value: unknown): value is JsonSchema =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function schemas(value: unknown): Readonly<Record<string, JsonSchema>> {
  if (!isSchema(value)) return {};
  return Object.fromEntries(Object.entries(value).flatMap(([name, one]) => (isSchema(one) ? [[name, one]] : [])));
}
