import type { SchemaNode } from "../../config/schema-node.ts";

/** Names of agents, which also stand in messages. */
const AGENT_NAME = "^[A-Za-z][A-Za-z0-9_-]{0,39}$";

/** What a scenario of a team has beside what all have; `agent` is what each of its agents may say. */
export const teamProperties = (agent: Readonly<Record<string, SchemaNode>>) =>
  ({
    agents: {
      description: "The agents by their names, all in one workspace.",
      type: "object",
      maxProperties: 16,
      propertyNames: { pattern: AGENT_NAME, examples: ["planner", "worker-1"] },
      additionalProperties: {
        type: "object",
        additionalProperties: false,
        required: ["prompt"],
        properties: agent,
      },
    },
    shared: {
      type: "string",
      minLength: 1,
      default: "shared-state",
      description: "The folder by which they work together, from the workspace.",
    },
    sequential: {
      type: "boolean",
      default: false,
      description: "One acts at a time: each run takes turns at calls of the model in another order, by its seed.",
    },
    patience: {
      type: "integer",
      minimum: 10,
      maximum: 600_000,
      default: 3000,
      description: "Milliseconds; an agent that asks nothing for so long while it acts waits for another one.",
    },
  }) as const satisfies Readonly<Record<string, SchemaNode>>;
