import { numberOf, stringOf } from "../../../model/json.ts";
import type { Asserted, Assertion } from "../assertion.ts";
import { listed, told } from "../told.ts";
import { agentIn, agentName, spoke } from "./of-agent.ts";

/** A pattern takes seconds for them. */
const MOST_CHARACTERS = 10_000_000;

export const idsUnique: Assertion = {
  schema: {
    value: { type: "string", minLength: 1, maxLength: 1000, description: "A pattern of RE2: what an id looks like." },
    agent: { ...agentName, description: "Ids of this agent's prompts; of those of all if not given." },
    tool: { type: "string", minLength: 1, description: "Ids of the calls of this tool, instead of prompts." },
    min: { type: "integer", minimum: 1, description: "There are at least so many; 2 if not given." },
  },
  required: ["value"],
  agents: agentIn,
  says: ({ value, tool, min }) => {
    const where = typeof tool === "string" ? `calls of ${stringOf(tool)}` : "prompts";
    return `${where} have at least ${numberOf(min) ?? 2} ids like ${told(stringOf(value))}, none of them twice`;
  },
  judge: async ({ value, agent, tool, min }, subject) => {
    const { linearRegExp } = await import("../../../conditions/linear-pattern.ts");
    let ids: readonly string[];
    try {
      const { first } = linearRegExp(stringOf(value));
      const texts = textsOf(subject, agent, tool);
      if (texts.reduce((sum, { length }) => sum + length, 0) > MOST_CHARACTERS)
        return { met: false, broken: true, found: `there are more than ${MOST_CHARACTERS} characters to look through` };
      ids = texts.flatMap((text) => first(text) ?? []);
    } catch (error) {
      const why = error instanceof Error ? error.message : "unknown";
      return { met: false, broken: true, found: `the pattern cannot be read: ${why}` };
    }
    const seen = new Set<string>();
    const twice = new Set(ids.filter((id) => seen.has(id) || !seen.add(id)));
    return {
      met: twice.size === 0 && ids.length >= (numberOf(min) ?? 2),
      found: twice.size > 0 ? `twice: ${listed([...twice].toSorted())}` : `there are ${listed(ids.toSorted())}`,
    };
  },
  examples: [
    {
      because: "each prompt has an id of its own",
      params: { value: "task-\\d+" },
      given: { agents: [prompted("Do task-1, please."), prompted("Do task-2, please.")] },
      met: true,
    },
    {
      because: "two orchestrators count from one",
      params: { value: "task-\\d+" },
      given: { agents: [prompted("task-1: design"), prompted("task-1: cook")] },
      met: false,
    },
    {
      because: "ids of calls collide",
      params: { value: '"taskId":"([^"]+)"', tool: "TaskCreate" },
      given: { calls: ["T1", "T2", "T1"].map((taskId) => ({ name: "TaskCreate", arguments: { taskId } })) },
      met: false,
    },
    { because: "there are none", params: { value: "task-\\d+" }, given: { agents: [prompted("Hello.")] }, met: false },
  ],
};

function textsOf({ agents, calls }: Asserted, agent: unknown, tool: unknown): readonly string[] {
  if (typeof tool === "string")
    return calls.filter(({ name }) => name === tool).map((one) => JSON.stringify(one.arguments));
  return agents.filter((one) => agent === undefined || one.agent === agent).map(({ prompt }) => prompt);
}

function prompted(prompt: string) {
  return spoke("worker", [0, 1], "", { prompt });
}
