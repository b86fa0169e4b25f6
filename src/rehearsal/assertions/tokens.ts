import type { Assertion } from "./assertion.ts";
import { bounds, boundsSchema, withinBounds } from "./bounds.ts";

export const tokens: Assertion = {
  schema: {
    ...boundsSchema,
    of: {
      type: "string",
      enum: ["all", "input", "output"],
      description: "Which tokens are counted; all if not given.",
    },
  },
  required: [],
  says: (params) => `the answers report ${bounds(params)} ${what(params["of"])}tokens`,
  judge: (params, { tokens: { input, output } }) => {
    const { of } = params;
    const count = of === "input" ? input : of === "output" ? output : input + output;
    return { met: withinBounds(params, count), found: `they report ${count}` };
  },
  examples: [
    { because: "few are used", params: { max: 100 }, given: { tokens: { input: 60, output: 40 } }, met: true },
    { because: "more are used", params: { max: 99 }, given: { tokens: { input: 60, output: 40 } }, met: false },
    {
      because: "only those of answers count",
      params: { max: 40, of: "output" },
      given: { tokens: { input: 60, output: 40 } },
      met: true,
    },
    {
      because: "none at all is suspicious where some are asked for",
      params: { min: 1 },
      given: { tokens: { input: 0, output: 0 } },
      met: false,
    },
  ],
};

const what = (of: unknown): string => (of === "input" || of === "output" ? `${of} ` : "");
