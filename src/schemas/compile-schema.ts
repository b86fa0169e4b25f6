import { Ajv, type ErrorObject } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { linearPattern } from "../conditions/linear-pattern.ts";

/** What is wrong with a value; `pointer` leads to the part that is meant, `key` names a property of it. */
export interface Broken {
  readonly pointer: string;
  readonly key?: string;
  readonly message: string;
}
export type Judge = (value: unknown) => readonly Broken[];

/** Nobody mends more at once, and some keywords give one for each of thousands of items. */
const MOST = 100;

/**
 * A schema of draft-07 or 2020-12 as a function. It refers to nothing but itself; its patterns run in linear time. Throws an
 * Error that says why it is no such schema.
 */
export function compileSchema(schema: unknown): Judge {
  const options = {
    allErrors: true,
    strict: false,
    validateFormats: true,
    logger: false,
    addUsedSchema: false,
    code: { regExp: Object.assign(linearRegExp, { code: "linear" }) },
  } as const;
  const draft7 =
    typeof schema === "object" && schema !== null && "$schema" in schema && /draft-0[67]/.test(String(schema.$schema));
  const ajv = draft7 ? new Ajv(options) : new Ajv2020(options);
  formats.default(ajv, { mode: "fast" });
  if (typeof schema !== "boolean" && (typeof schema !== "object" || schema === null || Array.isArray(schema)))
    throw new Error("a schema is a map, or true or false");
  const validate = ajv.compile(schema);
  return (value) => (validate(value) ? [] : (validate.errors ?? []).slice(0, MOST).map(broken));
}

/** Ajv keeps one of each text that `toString` gives. */
const linearRegExp = (source: string) => ({ test: linearPattern(source), toString: () => source });

function broken({
  instancePath: pointer,
  message = "it is not what the schema asks for",
  params,
}: ErrorObject): Broken {
  const extra: unknown = params["additionalProperty"] ?? params["unevaluatedProperty"];
  if (typeof extra === "string")
    return { pointer, key: extra, message: `has a key "${extra}" that the schema does not know` };
  const allowed: unknown = params["allowedValues"];
  const list = Array.isArray(allowed)
    ? `: ${allowed
        .slice(0, 20)
        .map((one) => JSON.stringify(one))
        .join(", ")}`
    : "";
  return { pointer, message: message + list };
}
