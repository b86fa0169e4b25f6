import type { SchemaNode } from "../../config/schema-node.ts";
import { FAULTS, type FaultKind, type InjectedFault } from "../agents/injected-fault.ts";
import type { NamedAgent } from "../agents/named-agent.ts";
import { type Json, numberOf, objectOf, stringOf } from "../../model/json.ts";
import type { AgentScenario } from "./scenario.ts";
import { patternSchema } from "./turn-schema.ts";

const name = { type: "string", minLength: 1, maxLength: 200 } as const satisfies SchemaNode;
const atLeastOne = { type: "integer", minimum: 1, maximum: 1000 } as const satisfies SchemaNode;

export const agentsSchema: SchemaNode = {
  description: "The agents of a team, by the requests that are theirs; scripts are agents by their names, too.",
  type: "object",
  maxProperties: 100,
  propertyNames: { minLength: 1, maxLength: 200 },
  additionalProperties: patternSchema,
};

export const faultsSchema: SchemaNode = {
  description: "What goes wrong for whom, in the place of an answer.",
  type: "array",
  maxItems: 100,
  items: {
    type: "object",
    required: ["agent", "how"],
    additionalProperties: false,
    properties: {
      agent: { ...name, description: "Whom it happens to: a name under `agents:`, or that of a script." },
      how: { type: "string", enum: FAULTS, description: "`times-out`: no answer ever; `cut-off`: after half of it." },
      call: { ...atLeastOne, description: "The first request of a conversation that meets it; 1 if not given." },
      times: { ...atLeastOne, description: "How many requests in a row do; 1 if not given." },
      status: { type: "integer", minimum: 400, maximum: 599, description: "Of an error; 500 if not given." },
      "retry-after": { type: "integer", minimum: 0, description: "Seconds that a client is told to wait." },
      text: { type: "string", maxLength: 10_000, description: "What rubbish says." },
    },
  },
};

/** What may stand beside a fault of each kind. */
const OWN: Readonly<Record<FaultKind, readonly string[]>> = {
  error: ["status"],
  "rate-limited": ["retry-after"],
  "times-out": [],
  rubbish: ["text"],
  "cut-off": [],
};
const SPECIAL = ["status", "retry-after", "text"] as const;

/** The key of a fault that says nothing of its kind. */
export function strangeKey(fault: Json): string | undefined {
  const how = kindOf(fault);
  return SPECIAL.find((key) => fault[key] !== undefined && !OWN[how].includes(key));
}

/** A fault that keeps to its schema. */
export function faultOf(fault: Json): InjectedFault {
  const status = numberOf(fault["status"]);
  const retryAfter = numberOf(fault["retry-after"]);
  const { text } = fault;
  return {
    agent: stringOf(fault["agent"]),
    how: kindOf(fault),
    call: numberOf(fault["call"]) ?? 1,
    times: numberOf(fault["times"]) ?? 1,
    ...(status !== undefined && { status }),
    ...(retryAfter !== undefined && { retryAfter }),
    ...(typeof text === "string" && { text }),
  };
}

const kindOf = ({ how }: Json): FaultKind => FAULTS.find((one) => one === how) ?? "error";

/** Agents that keep to their schema. */
export const namedAgents = (agents: Json): readonly NamedAgent[] =>
  Object.entries(agents).map(([one, when]) => ({ name: one, when: objectOf(when) }));

/** Everybody in a scenario who has a name, in the order in which they are asked whose request it is. */
export const agentsOf = ({
  agents = [],
  scripts,
}: Pick<AgentScenario, "agents" | "scripts">): readonly NamedAgent[] => [
  ...agents,
  ...scripts.map(({ name: one, when }) => ({ name: one, when })),
];
