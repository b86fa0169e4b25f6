import { type Json, stringOf } from "../../../model/json.ts";
import type { Assertion } from "../assertion.ts";
import { namesOf } from "../names-of.ts";
import { listed } from "../told.ts";
import { severalAgents, conversationsOfAgent, isBefore, spanOf, spoke } from "./of-agent.ts";

/** Whoever is not waited for shows it at once. */
const LOOK_OUT_MS = 300;

export const agentsSequence: Assertion = {
  schema: {
    value: { ...severalAgents, minItems: 2, uniqueItems: true, description: "Agents, in their order." },
    mode: {
      type: "string",
      enum: ["finished", "started"],
      description: "`finished`, if not given: each is answered before the next is asked.",
    },
  },
  required: ["value"],
  agents: ({ value }) => namesOf(value),
  meetings: (params) =>
    isStarted(params)
      ? []
      : pairsOf(params).map((pair) => ({
          agents: new Map(pair.map((name) => [name, 1])),
          milliseconds: LOOK_OUT_MS,
        })),
  says: (params) =>
    isStarted(params)
      ? `the agents start in the order ${listed(namesOf(params["value"]), 50)}`
      : `the agents work one after the other: ${namesOf(params["value"]).join(", then ")}`,
  judge: (params, subject) => {
    for (const name of namesOf(params["value"]))
      if (conversationsOfAgent(subject, name).length === 0) return { met: false, found: `${name} is never asked` };
    for (const [name, next] of pairsOf(params)) {
      const [ones, others] = [conversationsOfAgent(subject, name), conversationsOfAgent(subject, next)];
      const inOrder = isStarted(params)
        ? Math.max(...ones.map((one) => spanOf(one).began)) < Math.min(...others.map((one) => spanOf(one).began))
        : ones.every((one) => others.every((other) => isBefore(one, other)));
      if (!inOrder)
        return { met: false, found: `${next} starts before ${name} ${isStarted(params) ? "does" : "is done"}` };
    }
    return { met: true, found: "they do" };
  },
  examples: [
    {
      because: "each waits for the one before",
      params: { value: ["A", "B", "C"] },
      given: { agents: [spoke("A", [0, 5], "a"), spoke("B", [5, 9], "b"), spoke("C", [12, 15], "c")] },
      met: true,
    },
    {
      because: "B starts while A works",
      params: { value: ["A", "B"] },
      given: { agents: [spoke("A", [0, 5], "a"), spoke("B", [4, 9], "b")] },
      met: false,
    },
    {
      because: "B never starts",
      params: { value: ["A", "B"] },
      given: { agents: [spoke("A", [0, 5], "a")] },
      met: false,
    },
    {
      because: "they only have to start in this order",
      params: { value: ["A", "B"], mode: "started" },
      given: { agents: [spoke("A", [0, 5], "a"), spoke("B", [4, 9], "b")] },
      met: true,
    },
  ],
};

const isStarted = ({ mode }: Json): boolean => stringOf(mode) === "started";

function pairsOf({ value }: Json): readonly (readonly [string, string])[] {
  const names = namesOf(value);
  return names.slice(1).map((next, at) => [names[at] ?? "", next] as const);
}
