import { numberOf } from "../../model/json.ts";
import type { Assertion } from "./assertion.ts";

export const latency: Assertion = {
  schema: { threshold: { type: "number", minimum: 0, description: "Milliseconds at most, from start to end." } },
  required: ["threshold"],
  says: ({ threshold }) => `the run takes at most ${numberOf(threshold) ?? 0} ms`,
  judge: ({ threshold }, { durationMs }) => ({
    met: durationMs <= (numberOf(threshold) ?? 0),
    found: `it took ${Math.round(durationMs)} ms`,
  }),
  examples: [
    { because: "it was quick", params: { threshold: 2000 }, given: { durationMs: 789 }, met: true },
    { because: "it was slow", params: { threshold: 500 }, given: { durationMs: 789 }, met: false },
  ],
};
