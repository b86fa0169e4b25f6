import { numberOf } from "../../model/json.ts";
import type { Assertion } from "./assertion.ts";

export const exitCodeAssertion: Assertion = {
  schema: { value: { type: "integer", minimum: 0, description: "0, unless something else is expected." } },
  required: ["value"],
  says: ({ value }) => `the program ends with exit code ${numberOf(value) ?? 0}`,
  judge: ({ value }, { ended }) => ({
    met: ended.kind === "exit" && ended.code === numberOf(value),
    found: ended.kind === "exit" ? `it ends with ${ended.code}` : `it ends by ${ended.kind}`,
  }),
  examples: [
    { because: "it ends so", params: { value: 2 }, given: { ended: { kind: "exit", code: 2 } }, met: true },
    {
      because: "it ends well, and must not",
      params: { value: 2 },
      given: { ended: { kind: "exit", code: 0 } },
      met: false,
    },
    {
      because: "it is killed",
      params: { value: 0 },
      given: { ended: { kind: "signal", signal: "SIGKILL" } },
      met: false,
    },
  ],
};
