import type { Assertion } from "./assertion.ts";
import { bounds, boundsSchema, withinBounds } from "./bounds.ts";
import { objectOf } from "../../model/json.ts";

export const stepCount: Assertion = {
  schema: { value: { type: "object", additionalProperties: false, properties: boundsSchema } },
  required: ["value"],
  says: (params) => `the model makes ${bounds(objectOf(params["value"]))} calls of tools`,
  judge: (params, { calls }) => ({
    met: withinBounds(objectOf(params["value"]), calls.length),
    found: `it makes ${calls.length}`,
  }),
  examples: [
    {
      because: "it is one",
      params: { value: { max: 1 } },
      given: { calls: [{ name: "Skill", arguments: {} }] },
      met: true,
    },
    { because: "there is none", params: { value: { min: 1 } }, given: { calls: [] }, met: false },
  ],
};
