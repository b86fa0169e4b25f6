import { stringOf } from "../../../model/json.ts";
import type { Assertion } from "../assertion.ts";
import { told } from "../told.ts";
import { agentIn, agentName, conversationsOfAgent, spoke } from "./of-agent.ts";

export const agentTold: Assertion = {
  schema: {
    agent: agentName,
    value: { type: "string", minLength: 1, description: "In its instructions or its prompt." },
  },
  required: ["agent", "value"],
  agents: agentIn,
  says: ({ agent, value }) => `${stringOf(agent)} is told ${told(stringOf(value))}`,
  judge: ({ agent, value }, subject) => {
    const all = conversationsOfAgent(subject, stringOf(agent));
    const [without] = all
      .filter((one) => !one.told.includes(stringOf(value)))
      .map(({ prompt }) => prompt)
      .toSorted();
    return {
      met: all.length > 0 && without === undefined,
      found: all.length === 0 ? "it is never asked" : `it is told ${told(without ?? "that")}`,
    };
  },
  examples: [
    {
      because: "it stands in the prompt",
      params: { agent: "developer", value: "Architect said: use SQL" },
      given: { agents: [spoke("developer", [0, 1], "", { told: "Write it. Architect said: use SQL." })] },
      met: true,
    },
    {
      because: "one of two is not told",
      params: { agent: "developer", value: "use SQL" },
      given: { agents: [spoke("developer", [0, 1], "", { told: "use SQL" }), spoke("developer", [0, 1])] },
      met: false,
    },
    { because: "it is never asked", params: { agent: "developer", value: "use SQL" }, given: {}, met: false },
  ],
};
