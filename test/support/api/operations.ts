import { readFileSync } from "node:fs";

export type Forge = "github" | "gitlab";

export interface Operation {
  readonly id: string;
  readonly method: string;
  /** Matches a path below the API's root and captures its parameters by name. */
  readonly pattern: RegExp;
  readonly parameters: readonly Parameter[];
  /** A JSON Schema; a request without one takes no body. */
  readonly body?: object;
  /** The status of success, and the schema of its answer where it has one. */
  readonly status: number;
  readonly answer?: object;
}
export interface Parameter {
  readonly name: string;
  readonly in: "path" | "query";
  readonly required: boolean;
  readonly schema: object;
}

interface Content {
  readonly content?: { readonly "application/json": { readonly schema: object } };
}
interface Slice {
  readonly paths: Readonly<Record<string, Readonly<Record<string, SliceOperation>>>>;
  readonly components: object;
}
interface SliceOperation {
  readonly operationId: string;
  readonly parameters: readonly Parameter[];
  readonly requestBody?: Content;
  readonly responses: Readonly<Record<string, Content>>;
}

export interface Contract {
  readonly operations: readonly Operation[];
  /** What `#/components/…` in the schemas refers to. */
  readonly components: object;
}

/** The vendored slice of a forge's API; where it comes from is in test/api-slices/SOURCES.md. */
export function readContract(forge: Forge): Contract {
  const file = new URL(`../../api-slices/${forge}.openapi.slice.json`, import.meta.url);
  const slice: Slice = JSON.parse(readFileSync(file, "utf8"));
  const operations = Object.entries(slice.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => describeOperation(path, method, operation)),
  );
  return { operations, components: slice.components };
}

function describeOperation(path: string, method: string, operation: SliceOperation): Operation {
  const { operationId: id, parameters, requestBody, responses } = operation;
  const [status, success] = Object.entries(responses).find(([code]) => code.startsWith("2")) ?? ["200", {}];
  const body = requestBody?.content?.["application/json"].schema;
  const answer = success.content?.["application/json"].schema;
  return {
    id,
    method: method.toUpperCase(),
    pattern: toPattern(path),
    parameters,
    status: Number(status),
    ...(body !== undefined && { body }),
    ...(answer !== undefined && { answer }),
  };
}

/** A `{ref}` such as `heads/main` is the one parameter that holds slashes. */
function toPattern(path: string): RegExp {
  const source = path.replaceAll(/\{(\w+)\}/gu, (_, name: string) => `(?<${name}>${name === "ref" ? ".+" : "[^/]+"})`);
  return new RegExp(`^${source}$`, "u");
}
