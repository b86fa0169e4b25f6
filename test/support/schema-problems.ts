import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

/** JSON document → what a JSON Schema has against it, or an empty list. */
export function schemaProblems(schema: object, strict: boolean): (document: string) => unknown {
  const ajv = new Ajv2020({ strict, allErrors: true });
  addFormats.default(ajv);
  const validate = ajv.compile(schema);
  return (document) => (validate(JSON.parse(document)) ? [] : validate.errors);
}
