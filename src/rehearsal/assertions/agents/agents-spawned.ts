import { type Json, stringOf } from "../../../model/json.ts";
import type { Assertion } from "../assertion.ts";
import { bounds, boundsSchema, withinBounds } from "../bounds.ts";
import { namesOf, namesSchema } from "../names-of.ts";
import { listed } from "../told.ts";
import { conversationsOfAgent, spoke } from "./of-agent.ts";

export const agentsSpawned: Assertion = {
  schema: {
    value: { ...namesSchema, description: "An agent, or several that are all spawned." },
    ...boundsSchema,
    mode: { type: "string", enum: ["partial", "exact"], description: "`exact`: no other agent is." },
  },
  required: ["value"],
  agents: ({ value }) => namesOf(value),
  says: (params) => {
    const times = params["min"] === undefined && params["max"] === undefined ? "" : ` ${bounds(params)} times each`;
    return `these agents are spawned${times}${isExact(params) ? ", and no others" : ""}: ${listed(namesOf(params["value"]), 50)}`;
  },
  judge: (params, subject) => {
    const names = namesOf(params["value"]);
    const limits = { min: 1, ...params };
    const others = subject.agents.filter(({ agent }) => agent !== "" && !names.includes(agent));
    const met = names.every((name) => withinBounds(limits, conversationsOfAgent(subject, name).length));
    return {
      met: met && (others.length === 0 || !isExact(params)),
      found: `spawned are: ${listed(subject.agents.map(({ agent }) => agent || "somebody without a name").toSorted())}`,
    };
  },
  examples: [
    {
      because: "all three are asked",
      params: { value: ["architect", "developer", "qa"], mode: "exact" },
      given: { agents: [spoke("architect", [0, 9]), spoke("developer", [0, 9]), spoke("qa", [1, 9])] },
      met: true,
    },
    {
      because: "one of them is not",
      params: { value: ["architect", "developer", "qa"] },
      given: { agents: [spoke("architect", [0, 9]), spoke("qa", [1, 9])] },
      met: false,
    },
    {
      because: "there are fewer workers than files",
      params: { value: "worker", min: 5, max: 5 },
      given: { agents: [1, 2, 3, 4].map((at) => spoke("worker", [at, 9])) },
      met: false,
    },
    {
      because: "somebody else is asked, too",
      params: { value: ["qa"], mode: "exact" },
      given: { agents: [spoke("qa", [0, 1]), spoke("developer", [0, 1])] },
      met: false,
    },
  ],
};

const isExact = ({ mode }: Json): boolean => stringOf(mode) === "exact";
