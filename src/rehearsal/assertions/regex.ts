import { stringOf } from "../../model/json.ts";
import type { Assertion } from "./assertion.ts";
import { ofSchema, spoken, spokenName } from "./spoken.ts";
import { told } from "./told.ts";

export const regex: Assertion = {
  schema: { value: { type: "string", minLength: 1, maxLength: 1000, description: "A pattern of RE2." }, ...ofSchema },
  required: ["value"],
  says: (params) => `${spokenName(params)} matches ${told(stringOf(params["value"]))}`,
  judge: async (params, subject) => {
    const { linearRegExp } = await import("../../conditions/linear-pattern.ts");
    const text = spoken(params, subject);
    try {
      return { met: linearRegExp(stringOf(params["value"]))(text), found: `it is ${told(text)}` };
    } catch (error) {
      return {
        met: false,
        broken: true,
        found: `the pattern cannot be read: ${error instanceof Error ? error.message : "unknown"}`,
      };
    }
  },
  examples: [
    { because: "it matches", params: { value: "v\\d+\\.\\d+" }, given: { output: "released v1.2" }, met: true },
    { because: "it does not match", params: { value: "^v\\d" }, given: { output: "released v1.2" }, met: false },
    {
      because: "what backtracks for ever elsewhere takes linear time here",
      params: { value: "^(a+)+$" },
      given: { output: `${"a".repeat(50_000)}b` },
      met: false,
    },
    { because: "it is no pattern", params: { value: "(" }, given: { output: "(" }, met: false },
  ],
};
