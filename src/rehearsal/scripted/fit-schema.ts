import { isObject, type Json, listOf, objectOf, stringOf } from "../../model/json.ts";
import type { ModelRequest } from "../wire/request.ts";

/** Schemas that refer to themselves are cut here. */
const DEEPEST = 20;

/** The smallest JSON that the schema of a request allows, as text; undefined where the request asks for no JSON. */
export function fitting({ parameters }: ModelRequest): string | undefined {
  const schema = schemaIn(parameters);
  return schema === undefined ? undefined : JSON.stringify(smallest(schema, DEEPEST));
}

/** Where the vendors' wires have it: Gemini, OpenAI's Chat Completions and Responses, Anthropic. */
function schemaIn(parameters: Json): Json | undefined {
  const config = objectOf(parameters["generationConfig"]);
  const format = objectOf(parameters["response_format"]);
  const text = objectOf(objectOf(parameters["text"])["format"]);
  const output = objectOf(objectOf(parameters["output_config"])["format"] ?? parameters["output_format"]);
  const given = [
    config["responseJsonSchema"],
    config["responseSchema"],
    objectOf(format["json_schema"])["schema"],
    text["schema"],
    output["schema"],
  ].find(isObject);
  if (given) return given;
  const any =
    config["responseMimeType"] === "application/json" ||
    format["type"] === "json_object" ||
    text["type"] === "json_object";
  return any ? {} : undefined;
}

function smallest(schema: Json, depth: number): unknown {
  const { type, properties, required, items } = schema;
  if ("const" in schema) return schema["const"];
  const [one] = listOf(schema["enum"]);
  if (one !== undefined) return one;
  const [either] = [...listOf(schema["anyOf"]), ...listOf(schema["oneOf"]), ...listOf(schema["allOf"])];
  if (isObject(either) && depth > 0) return smallest(either, depth - 1);
  const [first] = Array.isArray(type) ? (type as unknown[]) : [type];
  switch (stringOf(first).toLowerCase()) {
    case "string":
      return "x".repeat(Math.min(100, Number(schema["minLength"]) || 1));
    case "integer":
    case "number":
      return Number(schema["minimum"]) || 1;
    case "boolean":
      return false;
    case "null":
      return null;
    case "array": {
      const count = depth > 0 ? Math.min(10, Number(schema["minItems"]) || 0) : 0;
      return Array.from({ length: count }, () => smallest(objectOf(items), depth - 1));
    }
    default: {
      const known = objectOf(properties);
      const names = depth > 0 ? listOf(required).map(stringOf) : [];
      return Object.fromEntries(names.map((name) => [name, smallest(objectOf(known[name]), depth - 1)]));
    }
  }
}
