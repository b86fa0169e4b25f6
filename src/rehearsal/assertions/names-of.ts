import type { SchemaNode } from "../../config/schema-node.ts";
import { listOf, stringOf } from "../../model/json.ts";

/** One name, or several of which each has to be there. */
export const namesSchema = {
  type: ["string", "array"],
  items: { type: "string", minLength: 1 },
  minLength: 1,
  minItems: 1,
  maxItems: 50,
} as const satisfies SchemaNode;

export const namesOf = (value: unknown): readonly string[] =>
  typeof value === "string" ? [value] : listOf(value).map(stringOf);
