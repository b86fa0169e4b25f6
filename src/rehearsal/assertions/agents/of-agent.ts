import type { SchemaNode } from "../../../config/schema-node.ts";
import type { AgentExchange, AgentConversation } from "../../agents/conversations.ts";
import { type Json, stringOf } from "../../../model/json.ts";
import type { Asserted } from "../assertion.ts";

export const agentName = {
  type: "string",
  minLength: 1,
  description: "By its name under `agents:`, or that of its script.",
} as const satisfies SchemaNode;

export const severalAgents = {
  type: "array",
  items: agentName,
  minItems: 1,
  maxItems: 50,
} as const satisfies SchemaNode;

export const agentIn = ({ agent }: Json): readonly string[] => (typeof agent === "string" ? [stringOf(agent)] : []);

export const conversationsOfAgent = (
  { agents }: Pick<Asserted, "agents">,
  name: string,
): readonly AgentConversation[] => agents.filter(({ agent }) => agent === name);

/** What an agent answered last, where that was of use. */
export const lastAnswer = ({ exchanges }: AgentConversation): string | undefined => exchanges.at(-1)?.answer;

const NEVER: AgentExchange = { began: 0, ended: 0 };

/** When it was asked first, and when its last answer was over. */
export function spanOf({ exchanges }: AgentConversation): { readonly began: number; readonly ended: number } {
  return { began: (exchanges[0] ?? NEVER).began, ended: (exchanges.at(-1) ?? NEVER).ended };
}

/** Whether one was over before the other began. Of whom nobody waited for, nothing but the beginning is certain. */
export function isBefore(one: AgentConversation, other: AgentConversation): boolean {
  const last = one.exchanges.at(-1) ?? NEVER;
  return (last.left === true ? last.began : last.ended) <= spanOf(other).began;
}

/** For examples: a conversation of one answer, from and to these milliseconds; without an answer it failed. */
export function spoke(
  agent: string,
  [began, ended]: readonly [number, number],
  answer?: string,
  more: Partial<AgentConversation> = {},
): AgentConversation {
  const exchange = { began, ended, ...(answer !== undefined && { answer }) };
  return { agent, prompt: "", told: "", exchanges: [exchange], ...more };
}
