import type { Ajv, AnySchema } from "ajv";
import type { Ajv2020 } from "ajv/dist/2020.js";

const STEP = "agent-ci-step";
const ITEMS = "agent-ci-items";

/**
 * Teaches ajv to count, and answers with how a schema is made to: `$ref`s that branch and come back to themselves take time
 * exponential in the depth of the value, `uniqueItems` the square of a list's length.
 */
export function metered(ajv: Ajv | Ajv2020, spend: (steps: number) => void): (schema: AnySchema) => AnySchema {
  const counting =
    (costs: (value: unknown) => number) =>
    (value: unknown): boolean => {
      spend(costs(value));
      return true;
    };
  ajv.addKeyword({ keyword: STEP, schema: false, validate: counting(() => 1) });
  ajv.addKeyword({
    keyword: ITEMS,
    type: "array",
    before: "uniqueItems",
    schema: false,
    validate: counting((value) => (Array.isArray(value) ? value.length ** 2 / 16 : 0)),
  });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a map with two more keywords is a schema still
  return (schema) => counted(schema) as AnySchema;
}

/** Where no schemas are: in what a value is compared with, and in lists of names. */
const NO_SCHEMAS = new Set([
  "const",
  "enum",
  "default",
  "examples",
  "required",
  "dependentRequired",
  "type",
  "$vocabulary",
]);

/** With a keyword more in every map: in one of schemas by name, such as `properties`, it is a name that allows everything. */
function counted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(counted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, one]) => [key, NO_SCHEMAS.has(key) ? one : counted(one)] as const);
  const unique = "uniqueItems" in value && value.uniqueItems === true;
  return Object.fromEntries([...entries, [STEP, true], ...(unique ? [[ITEMS, true]] : [])]);
}
