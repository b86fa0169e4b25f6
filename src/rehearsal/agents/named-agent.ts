import { meets } from "../scripted/meets.ts";
import type { RequestPattern } from "../scripted/turn.ts";
import type { ModelRequest } from "../wire/request.ts";

/** An agent of a run: whoever sends the requests that its pattern means. */
export interface NamedAgent {
  readonly name: string;
  readonly when: RequestPattern;
}

/** The agent that a request comes from; the first in their order. Undefined where none is meant. */
export const agentOfRequest = (agents: readonly NamedAgent[], request: ModelRequest): string | undefined =>
  agents.find(({ when }) => meets(when, request))?.name;

/**
 * What all requests of one conversation have in common, and few others: who asks, and what it was told first. Requests
 * on the side, which offer no tools, are other conversations.
 */
export function conversationKey(agent: string | undefined, { items, tools }: ModelRequest): string {
  const first = items.find(({ role }) => role === "user")?.text ?? "";
  return JSON.stringify([agent ?? "", tools.length > 0, first]);
}
