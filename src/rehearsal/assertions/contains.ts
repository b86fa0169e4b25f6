import { stringOf } from "../../model/json.ts";
import type { Assertion } from "./assertion.ts";
import { ofSchema, spoken, spokenName } from "./spoken.ts";
import { told } from "./told.ts";

export const contains: Assertion = {
  schema: { value: { type: "string", minLength: 1, description: "The text." }, ...ofSchema },
  required: ["value"],
  says: (params) => `${spokenName(params)} contains ${told(stringOf(params["value"]))}`,
  judge: (params, subject) => {
    const text = spoken(params, subject);
    return { met: text.includes(stringOf(params["value"])), found: `it is ${told(text)}` };
  },
  examples: [
    { because: "it is printed", params: { value: "shipped" }, given: { output: "It is shipped.\n" }, met: true },
    { because: "it is not printed", params: { value: "shipped" }, given: { output: "It failed.\n" }, met: false },
    {
      because: "it is in what the model said last, and nowhere in the output",
      params: { value: "pong", of: "answer" },
      given: { output: "done", answers: ["ping", "pong"] },
      met: true,
    },
    {
      because: "an answer that broke off is none, whatever of it was printed",
      params: { value: "Par", of: "answer" },
      given: { output: "Par", answers: [] },
      met: false,
    },
  ],
};
