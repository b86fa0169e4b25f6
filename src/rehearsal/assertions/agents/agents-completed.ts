import type { Assertion } from "../assertion.ts";
import { namesOf, namesSchema } from "../names-of.ts";
import { listed } from "../told.ts";
import { conversationsOfAgent, lastAnswer, spoke } from "./of-agent.ts";

export const agentsCompleted: Assertion = {
  schema: { value: { ...namesSchema, description: "An agent, or several that all get an answer of use in the end." } },
  required: ["value"],
  agents: ({ value }) => namesOf(value),
  says: ({ value }) => `these agents have an answer of use in the end: ${listed(namesOf(value), 50)}`,
  judge: ({ value }, subject) => {
    const missing = namesOf(value).filter((name) => conversationsOfAgent(subject, name).length === 0);
    const failed = namesOf(value).filter((name) =>
      conversationsOfAgent(subject, name).some((one) => lastAnswer(one) === undefined),
    );
    return {
      met: missing.length === 0 && failed.length === 0,
      found:
        failed.length > 0
          ? `it is not so of ${listed(failed)}`
          : missing.length > 0
            ? `nobody asks ${listed(missing)}`
            : "each is",
    };
  },
  examples: [
    {
      because: "the others go on where one fails",
      params: { value: ["architect", "qa"] },
      given: { agents: [spoke("architect", [0, 1], "a"), spoke("developer", [0, 1]), spoke("qa", [0, 1], "c")] },
      met: true,
    },
    {
      because: "its last answer was none",
      params: { value: "developer" },
      given: { agents: [spoke("developer", [0, 1])] },
      met: false,
    },
    {
      because: "it was asked again, and answered",
      params: { value: "developer" },
      given: {
        agents: [
          spoke("developer", [0, 1], undefined, {
            exchanges: [
              { began: 0, ended: 1 },
              { began: 2, ended: 3, answer: "b" },
            ],
          }),
        ],
      },
      met: true,
    },
    { because: "nobody ever asked it", params: { value: "qa" }, given: { agents: [] }, met: false },
  ],
};
