import { parsed, stringOf } from "../../model/json.ts";
import type { Assertion } from "./assertion.ts";
import { fitsSchema } from "./fits-schema.ts";
import { ofSchema, spoken, spokenName } from "./spoken.ts";
import { told } from "./told.ts";

export const jsonSchema: Assertion = {
  schema: {
    value: {
      type: ["string", "object"],
      description: "A JSON Schema, or the file that holds it, relative to this one.",
    },
    ...ofSchema,
  },
  required: ["value"],
  says: (params) => `${spokenName(params)} is JSON that fits ${named(params["value"])}`,
  judge: (params, subject) => {
    const text = spoken(params, subject);
    const value = parsed(text);
    if (value === undefined) return { met: false, found: `it is no JSON: ${told(text)}` };
    const given = params["value"];
    if (typeof given !== "string") return fitsSchema(given, value);
    const schema = parsed(subject.beside(given) ?? "");
    return schema === undefined
      ? { met: false, broken: true, found: `there is no JSON in ${told(given)}` }
      : fitsSchema(schema, value);
  },
  examples: [
    {
      because: "it fits the schema of a file",
      params: { value: "answer.schema.json" },
      given: {
        output: '{"ok": true}',
        beside: (path) => (path === "answer.schema.json" ? '{"required": ["ok"]}' : undefined),
      },
      met: true,
    },
    {
      because: "a member has another type",
      params: { value: { properties: { ok: { type: "boolean" } } } },
      given: { output: '{"ok": "yes"}' },
      met: false,
    },
    { because: "there is no such file", params: { value: "gone.json" }, given: { output: "{}" }, met: false },
    {
      because: "the schema refers to another one",
      params: { value: { $ref: "other.json" } },
      given: { output: "{}" },
      met: false,
    },
  ],
};

const named = (value: unknown): string => (typeof value === "string" ? told(stringOf(value)) : "its schema");
