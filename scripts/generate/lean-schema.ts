import { type JsonSchema, SEVERITY } from "./config-schema.ts";

const ANNOTATIONS = new Set(["$schema", "$id", "title", "description", "default", "deprecated", "examples"]);

/**
 * The schema without what only people read. Of the settings of rules it says what is the same for all: which rules there
 * are, and the options of each, `src/config/check-rules.ts` knows from a table.
 */
export function lean(schema: JsonSchema): JsonSchema {
  const { $defs, ...rest } = bare(schema);
  return {
    ...rest,
    $defs: {
      ...schemas($defs),
      rules: { type: "object", additionalProperties: { $ref: "#/$defs/setting" } },
      setting: {
        anyOf: [
          SEVERITY,
          {
            type: "object",
            properties: { severity: SEVERITY, options: { type: "object" } },
            additionalProperties: false,
          },
        ],
      },
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
