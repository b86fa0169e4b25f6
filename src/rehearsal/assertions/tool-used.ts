import type { Assertion } from "./assertion.ts";
import { bounds, boundsSchema, withinBounds } from "./bounds.ts";
import { namesOf, namesSchema } from "./names-of.ts";
import { listed } from "./told.ts";

export const toolUsed: Assertion = {
  schema: { value: { ...namesSchema, description: "A tool, or several that are all used." }, ...boundsSchema },
  required: ["value"],
  says: (params) => {
    const times = params["min"] === undefined && params["max"] === undefined ? "" : ` ${bounds(params)} times each`;
    return `the model calls ${listed(namesOf(params["value"]))}${times}`;
  },
  judge: (params, { calls }) => {
    const limits = { min: 1, ...params };
    const met = namesOf(params["value"]).every((name) =>
      withinBounds(limits, calls.filter((call) => call.name === name).length),
    );
    return { met, found: `it calls ${listed(calls.map(({ name }) => name))}` };
  },
  examples: [
    {
      because: "it is called",
      params: { value: "Read" },
      given: { calls: [{ name: "Read", arguments: { path: "a" } }] },
      met: true,
    },
    {
      because: "another one is called",
      params: { value: "Read" },
      given: { calls: [{ name: "Bash", arguments: {} }] },
      met: false,
    },
    {
      because: "it is called more often than allowed",
      params: { value: "Read", max: 1 },
      given: {
        calls: [
          { name: "Read", arguments: {} },
          { name: "Read", arguments: {} },
        ],
      },
      met: false,
    },
    {
      because: "only one of two is called",
      params: { value: ["Read", "Write"] },
      given: { calls: [{ name: "Read", arguments: {} }] },
      met: false,
    },
  ],
};
