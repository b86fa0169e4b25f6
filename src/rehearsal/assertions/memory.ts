import { numberOf } from "../../model/json.ts";
import type { Assertion } from "./assertion.ts";

const MB = 1_000_000;

export const memory: Assertion = {
  schema: {
    "max-mb": { type: "number", minimum: 0, description: "Megabytes of all processes together, at any time." },
  },
  required: ["max-mb"],
  says: (params) => `all processes together hold at most ${numberOf(params["max-mb"]) ?? 0} MB`,
  judge: (params, { memoryBytes }) =>
    memoryBytes === 0
      ? { met: false, broken: true, found: "it ended before anybody measured" }
      : {
          met: memoryBytes <= (numberOf(params["max-mb"]) ?? 0) * MB,
          found: `they held ${Math.ceil(memoryBytes / MB)} MB`,
        },
  examples: [
    { because: "it needs little", params: { "max-mb": 300 }, given: { memoryBytes: 235 * MB }, met: true },
    { because: "it needs more", params: { "max-mb": 200 }, given: { memoryBytes: 235 * MB }, met: false },
    { because: "nobody measured it", params: { "max-mb": 200 }, given: { memoryBytes: 0 }, met: false },
  ],
};
