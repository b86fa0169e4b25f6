import { parsed } from "../../model/json.ts";
import type { Assertion } from "./assertion.ts";
import { fitsSchema } from "./fits-schema.ts";
import { ofSchema, spoken, spokenName } from "./spoken.ts";
import { told } from "./told.ts";

export const isJsonText: Assertion = {
  schema: { value: { type: "object", description: "A JSON Schema that it has to fit." }, ...ofSchema },
  required: [],
  says: (params) => `${spokenName(params)} is JSON${params["value"] === undefined ? "" : " that fits its schema"}`,
  judge: (params, subject) => {
    const text = spoken(params, subject);
    const value = parsed(text);
    if (value === undefined) return { met: false, found: `it is ${told(text)}` };
    return params["value"] === undefined ? { met: true } : fitsSchema(params["value"], value);
  },
  examples: [
    { because: "it is JSON", params: {}, given: { output: '{"ok": true}\n' }, met: true },
    { because: "JSON stands in prose", params: {}, given: { output: 'Here: {"ok": true}' }, met: false },
    {
      because: "it lacks what the schema asks for",
      params: { value: { type: "object", required: ["ok"] } },
      given: { output: "{}" },
      met: false,
    },
  ],
};
