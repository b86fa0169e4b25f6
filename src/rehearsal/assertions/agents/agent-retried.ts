import { stringOf } from "../../../model/json.ts";
import type { Assertion } from "../assertion.ts";
import type { AgentConversation } from "../../agents/conversations.ts";
import { bounds, boundsSchema, withinBounds } from "../bounds.ts";
import { agentIn, agentName, conversationsOfAgent, spoke } from "./of-agent.ts";

export const agentRetried: Assertion = {
  schema: { agent: agentName, ...boundsSchema },
  required: ["agent"],
  agents: agentIn,
  says: (params) => `${stringOf(params["agent"])} fails and is asked again, ${bounds({ min: 1, ...params })} times`,
  judge: (params, subject) => {
    const again = conversationsOfAgent(subject, stringOf(params["agent"])).map(retriesIn);
    const count = again.reduce((sum, one) => sum + one, 0);
    return { met: withinBounds({ min: 1, ...params }, count), found: `it is asked again ${count} times` };
  },
  examples: [
    { because: "it is asked once more", params: { agent: "qa", max: 1 }, given: { agents: [tried(2)] }, met: true },
    { because: "nobody asks again", params: { agent: "qa" }, given: { agents: [tried(1)] }, met: false },
    {
      because: "nobody gives up",
      params: { agent: "qa", max: 2 },
      given: { agents: [tried(9)] },
      met: false,
    },
    {
      because: "what was answered is no retry",
      params: { agent: "qa" },
      given: {
        agents: [
          spoke("qa", [0, 1], "", { exchanges: [0, 2].map((began) => ({ began, ended: began + 1, answer: "a" })) }),
        ],
      },
      met: false,
    },
  ],
};

const retriesIn = ({ exchanges }: AgentConversation): number =>
  exchanges.slice(0, -1).filter(({ answer }) => answer === undefined).length;

/** So many requests, of which the last alone is answered where there are several. */
function tried(times: number): AgentConversation {
  const exchanges = Array.from({ length: times }, (_, at) => ({
    began: at * 2,
    ended: at * 2 + 1,
    ...(at > 0 && at === times - 1 && { answer: "a" }),
  }));
  return spoke("qa", [0, 1], undefined, { exchanges });
}
