import { posix } from "node:path";

/** A schema with all that it refers to, each under an address made of its file's path. */
export interface SchemaSet {
  readonly root: string;
  readonly dialect: Dialect;
  readonly documents: ReadonlyMap<string, Document>;
}
export type Dialect = "draft-07" | "2020-12";
export type Document = Readonly<Record<string, unknown>> | boolean;

const MOST_FILES = 32;
const DIALECTS: Readonly<Record<string, Dialect>> = {
  "http://json-schema.org/draft-07/schema": "draft-07",
  "https://json-schema.org/draft-07/schema": "draft-07",
  "https://json-schema.org/draft/2020-12/schema": "2020-12",
};

/**
 * Reads a schema and the files beside it that it refers to; nothing is fetched. `read` gives a file's data by its path, or throws
 * an Error that says why it has none. Throws one where a schema cannot be used.
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
    if (!isMap(document) && typeof document !== "boolean") throw new Error("a schema is a map, or true or false");
    if (path === root) dialect = dialectOf(document);
    documents.set(addressOf(path), isMap(document) ? addressed(document, path, waiting) : document);
  }
  return { root: addressOf(root), dialect, documents };
}

const addressOf = (path: string): string => `agent-ci:/${path.split("/").map(encodeURIComponent).join("/")}`;

function dialectOf(document: Document): Dialect {
  const named = isMap(document) ? document["$schema"] : undefined;
  if (named === undefined) return "2020-12";
  const dialect = typeof named === "string" ? DIALECTS[named.replace(/#$/, "")] : undefined;
  if (dialect) return dialect;
  throw new Error(`it is written in ${JSON.stringify(named)}, and draft-07 and 2020-12 are read`);
}

/** Values that are no schemas: what looks like a reference in them is none. */
const DATA = new Set(["const", "enum", "default", "examples"]);

/**
 * A schema whose references are addresses of files, which are added to those that wait to be read. `$id`s are taken out: they would
 * make addresses on the network of references that mean the file beside.
 */
function addressed(schema: Readonly<Record<string, unknown>>, path: string, waiting: string[]): Document {
  const refer = (reference: string): string => {
    const { file, fragment } = target(path, reference);
    waiting.push(file);
    return addressOf(file) + fragment;
  };
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walk);
    if (!isMap(value)) return value;
    return Object.fromEntries(
      Object.entries(value).flatMap(([key, one]) => {
        if ((key === "$id" || key === "$schema") && typeof one === "string") return [];
        if (key === "$ref" && typeof one === "string") return [[key, isDialect(one) ? one : refer(one)]];
        return [[key, DATA.has(key) ? one : walk(one)]];
      }),
    );
  };
  const found = walk(schema);
  return isMap(found) ? { ...found, $id: addressOf(path) } : {};
}

/** The file that a reference leads to, and the place in it. */
function target(from: string, reference: string): { readonly file: string; readonly fragment: string } {
  const hash = reference.indexOf("#");
  const [address, fragment] = hash === -1 ? [reference, ""] : [reference.slice(0, hash), reference.slice(hash)];
  if (address === "") return { file: from, fragment };
  if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(address))
    throw new Error(`it refers to ${address}, and nothing is fetched: put that schema beside it`);
  try {
    return { file: posix.join(posix.dirname(from), decodeURIComponent(address)), fragment };
  } catch {
    throw new Error(`it refers to ${address}, which is no path`);
  }
}

/** The dialects' own schemas, which are there. */
const isDialect = (reference: string): boolean => Object.hasOwn(DIALECTS, reference.replace(/#$/, ""));

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
