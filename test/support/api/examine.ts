import { Ajv, type ValidateFunction } from "ajv";
import addFormats from "ajv-formats";
import { isRecord } from "./overlay.ts";
import type { Contract, Operation, Parameter } from "./operations.ts";
import { sample } from "./sample.ts";

export interface Examiner {
  /** What is wrong with a request, in one sentence each; none when it keeps the contract. */
  readonly request: (
    operation: Operation,
    path: Record<string, string>,
    query: URLSearchParams,
    body: unknown,
  ) => readonly string[];
  /** The same of an answer of ours. */
  readonly answer: (operation: Operation, body: unknown) => readonly string[];
  /** The smallest answer that the contract allows. */
  readonly sample: (operation: Operation) => unknown;
  /** The smallest value of a schema that the contract names. */
  readonly sampleOf: (schema: object) => unknown;
}

/** Holds requests and answers against the vendor's schemas, compiled when first needed. */
export function createExaminer({ components }: Contract): Examiner {
  const options = { strict: false, allErrors: true, logger: false } as const;
  const [bodies, texts] = [new Ajv(options), new Ajv({ ...options, coerceTypes: true })];
  for (const ajv of [bodies, texts]) addFormats.default(ajv);
  const compiled = new Map<string, ValidateFunction>();
  const check = (ajv: Ajv, key: string, schema: object, value: unknown): readonly string[] => {
    const validate = compiled.get(key) ?? ajv.compile({ ...schema, components });
    compiled.set(key, validate);
    validate(value);
    return (validate.errors ?? []).map(({ instancePath, message }) => `${key}${instancePath} ${message}`);
  };
  const resolve = (reference: string): unknown => reference.split("/").slice(2).reduce<unknown>(member, components);
  return {
    request: ({ id, body: schema, parameters }, path, query, body) => [
      ...check(texts, `${id} path`, objectOf(parameters, "path"), { ...path }),
      ...check(texts, `${id} query`, objectOf(parameters, "query"), Object.fromEntries(query)),
      ...(schema === undefined ? [] : check(bodies, `${id} body`, schema, body)),
      ...(schema === undefined ? [] : unknownMembers(`${id} body`, schema, body)),
    ],
    answer: ({ id, answer: schema }, body) => (schema === undefined ? [] : check(bodies, `${id} answer`, schema, body)),
    sample: ({ answer: schema }) => sample(schema, resolve),
    sampleOf: (schema) => sample(schema, resolve),
  };
}

function objectOf(parameters: readonly Parameter[], place: Parameter["in"]): object {
  const here = parameters.filter((parameter) => parameter.in === place);
  return {
    type: "object",
    properties: Object.fromEntries(here.map(({ name, schema }) => [name, schema])),
    required: here.filter(({ required }) => required).map(({ name }) => name),
    additionalProperties: false,
  };
}

/** The vendors ignore a member that they do not know; for us it is a slip of the pen. */
function unknownMembers(place: string, schema: object, body: unknown): readonly string[] {
  if (!("properties" in schema) || !isRecord(schema.properties) || !isRecord(body)) return [];
  const known = new Set(Object.keys(schema.properties));
  return Object.keys(body).flatMap((name) => (known.has(name) ? [] : `${place} has no member "${name}"`));
}

function member(at: unknown, name: string): unknown {
  return isRecord(at) ? at[name] : undefined;
}
