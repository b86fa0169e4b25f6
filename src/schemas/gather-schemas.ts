import { posix } from "node:path";
import { isObject } from "../model/json.ts";
import { ANNOTATIONS, eachSchema, leadsIntoData, type SchemaMap } from "./each-schema.ts";

/** A schema with all that it refers to, each under an address made of its file's path. */
export interface SchemaSet {
  readonly root: string;
  readonly dialect: Dialect;
  readonly documents: ReadonlyMap<string, Document>;
}
export type Dialect = "draft-07" | "2020-12";
export type Document = SchemaMap | boolean;

const MOST_FILES = 32;
const DIALECTS: Readonly<Record<string, Dialect>> = {
  "http://json-schema.org/draft-07/schema": "draft-07",
  "https://json-schema.org/draft-07/schema": "draft-07",
  "https://json-schema.org/draft/2020-12/schema": "2020-12",
};

/**
 * Reads a schema and the files beside it that it refers to; nothing is fetched. `read` gives a file's data by its path,
 * or throws an Error that says why it has none. Throws one where a schema cannot be used.
 */
export async function gatherSchemas(named: string, read: (path: string) => Promise<unknown>): Promise<SchemaSet> {
  const root = posix.normalize(named);
  const documents = new Map<string, Document>();
  const waiting = [root];
  let dialect: Dialect = "2020-12";
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (documents.has(addressOf(path))) continue;
    if (documents.size >= MOST_FILES) throw new Error(`it refers to more than ${MOST_FILES} files`);
    const document = await read(path);
    if (!isObject(document) && typeof document !== "boolean") throw new Error("a schema is a map, or true or false");
    if (path === root) dialect = dialectOf(document);
    documents.set(addressOf(path), isObject(document) ? addressed(document, path, waiting) : document);
  }
  return { root: addressOf(root), dialect, documents };
}

const addressOf = (path: string): string => `agent-ci:/${path.split("/").map(encodeURIComponent).join("/")}`;

/** An address as whoever wrote the schema knows it: the path of a file, and the place in it. */
export function readable(address: string): string {
  const [file = "", ...place] = address.split("#");
  if (!file.startsWith("agent-ci:/")) return address;
  const path = decodeURIComponent(file.slice("agent-ci:/".length));
  return [path, ...place].join("#");
}

function dialectOf(document: Document): Dialect {
  const named = isObject(document) ? document["$schema"] : undefined;
  if (named === undefined) return "2020-12";
  const dialect = typeof named === "string" ? DIALECTS[named.replace(/#$/, "")] : undefined;
  if (dialect) return dialect;
  throw new Error(`it is written in ${JSON.stringify(named)}, and draft-07 and 2020-12 are read`);
}

/**
 * A schema whose references are addresses of files, which are added to those that wait to be read. Taken out are
 * `$id`s, which would make addresses on the network of references that mean the file beside, and annotations: what
 * cannot be reached need not be counted.
 */
function addressed(schema: SchemaMap, path: string, waiting: string[]): Document {
  const refer = (reference: string): string => {
    if (isDialect(reference)) return reference;
    const { file, fragment } = target(path, reference);
    waiting.push(file);
    return addressOf(file) + fragment;
  };
  const found = eachSchema(schema, (one) =>
    Object.fromEntries(
      Object.entries(one).flatMap(([key, value]) => {
        if (ANNOTATIONS.has(key)) return [];
        if (typeof value !== "string") return [[key, value]];
        if (key === "$id" || key === "$schema") return [];
        return [[key, key === "$ref" ? refer(value) : value]];
      }),
    ),
  );
  return isObject(found) ? { ...found, $id: addressOf(path) } : {};
}

/** The file that a reference leads to, and the place in it. */
function target(from: string, reference: string): { readonly file: string; readonly fragment: string } {
  const hash = reference.indexOf("#");
  const [address, fragment] = hash === -1 ? [reference, ""] : [reference.slice(0, hash), reference.slice(hash)];
  if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(address))
    throw new Error(`it refers to ${address}, and nothing is fetched: put that schema beside it`);
  try {
    if (leadsIntoData(fragment)) throw new Error(`it refers to ${reference}, which is a value and no schema`);
    const file = address === "" ? from : posix.join(posix.dirname(from), decodeURIComponent(address));
    return { file, fragment };
  } catch (error) {
    if (error instanceof URIError) throw new Error(`it refers to ${reference}, which is no path`, { cause: error });
    throw error;
  }
}

/** Whether a reference is to a dialect's own schema, which is there. */
const isDialect = (reference: string): boolean => Object.hasOwn(DIALECTS, reference.replace(/#$/, ""));
