import type { Ajv, AnySchema } from "ajv";
import type { Ajv2020 } from "ajv/dist/2020.js";
import { eachSchema, type SchemaMap } from "./each-schema.ts";

const STEP = "agent-ci-step";
const ITEMS = "agent-ci-items";

/**
 * Teaches ajv to count, and answers with how a schema is made to: `$ref`s that branch and come back to themselves take
 * time exponential in the depth of the value, `uniqueItems` the square of a list's length. `each` is told of every
 * subschema.
 */
export function metered(
  ajv: Ajv | Ajv2020,
  spend: (steps: number) => void,
  each: () => void,
): (schema: AnySchema) => AnySchema {
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
  return (schema) => eachSchema(schema, counted) as AnySchema;

  function counted(schema: SchemaMap): SchemaMap {
    each();
    return { ...schema, [STEP]: true, ...(schema["uniqueItems"] === true && { [ITEMS]: true }) };
  }
}
