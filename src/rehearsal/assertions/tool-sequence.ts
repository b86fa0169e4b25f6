import { isObject, type Json, stringOf } from "../../model/json.ts";
import type { Assertion } from "./assertion.ts";
import { namesOf } from "./names-of.ts";
import { listed } from "./told.ts";

const steps = {
  type: "array",
  items: { type: "string", minLength: 1 },
  minItems: 1,
  maxItems: 100,
  description: "Names of tools, in their order.",
} as const;

export const toolSequence: Assertion = {
  schema: {
    value: {
      anyOf: [
        steps,
        {
          type: "object",
          required: ["steps"],
          additionalProperties: false,
          properties: { steps, mode: { type: "string", enum: ["in_order", "exact"] } },
        },
      ],
    },
  },
  required: ["value"],
  says: (params) =>
    `the model calls ${stepsOf(params).join(", then ")}${isExact(params) ? ", and nothing else" : ", whatever comes between"}`,
  judge: (params, { calls }) => {
    const names = calls.map(({ name }) => name);
    const wanted = stepsOf(params);
    const met = isExact(params)
      ? names.length === wanted.length && names.every((name, at) => name === wanted[at])
      : isSubsequence(wanted, names);
    return { met, found: `it calls ${listed(names, 20)}` };
  },
  examples: [
    {
      because: "others come between",
      params: { value: ["Skill", "Edit"] },
      given: { calls: ["Skill", "Read", "Edit"].map(called) },
      met: true,
    },
    {
      because: "the order is another one",
      params: { value: ["Skill", "Edit"] },
      given: { calls: ["Edit", "Skill"].map(called) },
      met: false,
    },
    {
      because: "exactly these are wanted, and another one comes between",
      params: { value: { steps: ["Skill", "Edit"], mode: "exact" } },
      given: { calls: ["Skill", "Read", "Edit"].map(called) },
      met: false,
    },
  ],
};

function called(name: string) {
  return { name, arguments: {} };
}
const stepsOf = ({ value }: Json): readonly string[] => namesOf(isObject(value) ? value["steps"] : value);
const isExact = ({ value }: Json): boolean => isObject(value) && stringOf(value["mode"]) === "exact";

function isSubsequence(wanted: readonly string[], names: readonly string[]): boolean {
  let at = 0;
  for (const name of names) if (name === wanted[at]) at += 1;
  return at === wanted.length;
}
