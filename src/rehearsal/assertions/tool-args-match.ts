import { objectOf, stringOf } from "../../model/json.ts";
import type { Assertion } from "./assertion.ts";
import { holdsJson, sameJson } from "./same-json.ts";
import { told } from "./told.ts";

export const toolArgsMatch: Assertion = {
  schema: {
    value: {
      type: "object",
      required: ["name", "args"],
      additionalProperties: false,
      properties: {
        name: { type: "string", minLength: 1, description: "Of the tool." },
        args: { type: "object", description: "What it gets." },
        mode: {
          type: "string",
          enum: ["partial", "exact"],
          description: "`partial`, if not given: more may be there.",
        },
      },
    },
  },
  required: ["value"],
  says: (params) => {
    const { name, args, mode } = objectOf(params["value"]);
    return `a call of ${stringOf(name)} has ${mode === "exact" ? "exactly " : ""}${told(JSON.stringify(args))}`;
  },
  judge: (params, { calls }) => {
    const { name, args, mode } = objectOf(params["value"]);
    const named = calls.filter((call) => call.name === name);
    const fits = mode === "exact" ? sameJson : holdsJson;
    const last = named.at(-1);
    return {
      met: named.some((call) => fits(args, call.arguments)),
      found: last ? `the last has ${told(JSON.stringify(last.arguments))}` : "it is never called",
    };
  },
  examples: [
    {
      because: "what matters is there",
      params: { value: { name: "Bash", args: { command: "npm test" } } },
      given: { calls: [{ name: "Bash", arguments: { command: "npm test", timeout: 5 } }] },
      met: true,
    },
    {
      because: "more is there than exactly that",
      params: { value: { name: "Bash", args: { command: "npm test" }, mode: "exact" } },
      given: { calls: [{ name: "Bash", arguments: { command: "npm test", timeout: 5 } }] },
      met: false,
    },
    {
      because: "it gets something else",
      params: { value: { name: "Bash", args: { command: "npm test" } } },
      given: { calls: [{ name: "Bash", arguments: { command: "rm -rf ." } }] },
      met: false,
    },
    { because: "it is never called", params: { value: { name: "Bash", args: {} } }, given: {}, met: false },
  ],
};
