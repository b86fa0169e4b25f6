import { isObject, stringOf } from "../../model/json.ts";
import type { Assertion, Judged } from "./assertion.ts";
import { told } from "./told.ts";

export const javascript: Assertion = {
  schema: {
    value: {
      type: "string",
      minLength: 1,
      description: "An expression, or several lines with `return`, over `output` and `context`.",
    },
  },
  required: ["value"],
  says: ({ value }) => `${told(stringOf(value))} holds`,
  judge: async ({ value }, { evaluate, output, answers, calls, changes, tokens, durationMs }) => {
    if (!evaluate) return { met: false, broken: true, found: "code of a scenario runs with --allow-javascript only" };
    const evaluated = await evaluate(stringOf(value), { output, answers, calls, changes, tokens, durationMs });
    return evaluated.ok ? judged(evaluated.value) : { met: false, broken: true, found: evaluated.reason };
  },
  examples: [
    {
      because: "it is true",
      params: { value: "output.length < 10" },
      given: { evaluate: async () => ({ ok: true, value: true }) },
      met: true,
    },
    {
      because: "it says why not",
      params: { value: "({ pass: false, reason: 'too long' })" },
      given: { evaluate: async () => ({ ok: true, value: { pass: false, reason: "too long" } }) },
      met: false,
    },
    { because: "nobody allowed it", params: { value: "true" }, given: {}, met: false },
    {
      because: "it throws",
      params: { value: "throw 1" },
      given: { evaluate: async () => ({ ok: false, reason: "it throws 1" }) },
      met: false,
    },
  ],
};

/** As promptfoo has it: true, a score above nothing, or `{ pass, reason }`. */
function judged(value: unknown): Judged {
  if (isObject(value)) return { met: value["pass"] === true, found: told(stringOf(value["reason"])) };
  return { met: value === true || (typeof value === "number" && value > 0), found: `it is ${told(String(value))}` };
}
