import { parsed, stringOf } from "../../model/json.ts";
import type { Assertion } from "./assertion.ts";
import { sameJson } from "./same-json.ts";
import { ofSchema, spoken, spokenName } from "./spoken.ts";
import { told } from "./told.ts";

export const equals: Assertion = {
  schema: {
    value: {
      type: ["string", "number", "boolean", "object", "array"],
      description: "A text; else what its JSON says.",
    },
    ...ofSchema,
  },
  required: ["value"],
  says: (params) => `${spokenName(params)} is ${told(written(params["value"]))}`,
  judge: (params, subject) => {
    const text = spoken(params, subject);
    const { value } = params;
    const met = typeof value === "string" ? text === value : sameJson(parsed(text), value);
    return { met, found: `it is ${told(text)}` };
  },
  examples: [
    { because: "it is the same text", params: { value: "pong" }, given: { output: "pong\n" }, met: true },
    { because: "it is more than that", params: { value: "pong" }, given: { output: "pong pong" }, met: false },
    {
      because: "it is the same JSON, in another order",
      params: { value: { a: 1, b: [2] } },
      given: { output: '{"b":[2],"a":1}' },
      met: true,
    },
  ],
};

const written = (value: unknown): string => (typeof value === "string" ? stringOf(value) : JSON.stringify(value));
