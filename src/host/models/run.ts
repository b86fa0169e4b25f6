import { agentOfRequest, conversationKey } from "../../rehearsal/agents/named-agent.ts";
import type { Exchange } from "../../rehearsal/exchange.ts";
import { type Library, libraryOf } from "../../rehearsal/recordings/find-recording.ts";
import { type Spending, UNSPENT } from "../../rehearsal/recordings/budget.ts";
import type { Recording } from "../../rehearsal/recordings/recording.ts";
import { digest } from "../../rehearsal/recordings/digest.ts";
import type { ModelRequest } from "../../rehearsal/wire/request.ts";
import type { ModelServerOptions } from "./options.ts";

/** What one server remembers of its run: nothing outlives it. */
export interface ServerRun {
  readonly options: ModelServerOptions;
  readonly library: Library;
  /** By their number; written before the client can know that its answer is over. */
  readonly exchanges: Map<number, Exchange>;
  readonly recorded: Recording[];
  /** How often the same bytes were asked, by their digest. */
  readonly asked: Map<string, number>;
  /** How many requests each conversation has sent, by the digest of its opening. */
  readonly calls: Map<string, number>;
  /** How many recordings of one key were made. */
  readonly takes: Map<string, number>;
  spending: Spending;
  arrivals: number;
  /** Bytes of bodies that the exchanges hold. */
  held: number;
}

export const newRun = (options: ModelServerOptions): ServerRun => ({
  options,
  library: libraryOf(options.recordings ?? []),
  exchanges: new Map(),
  recorded: [],
  asked: new Map(),
  calls: new Map(),
  takes: new Map(),
  spending: UNSPENT,
  arrivals: 0,
  held: 0,
});

/**
 * Counts a request among those of the very same bytes; how many there were before.
 * `takeBack` undoes it for an answer that did not arrive.
 */
export function countAsked(
  { asked }: ServerRun,
  target: string,
  body: Uint8Array,
): { readonly before: number; readonly takeBack: () => void } {
  const key = `${target}\n${digest(body)}`;
  const before = asked.get(key) ?? 0;
  asked.set(key, before + 1);
  return { before, takeBack: () => void asked.set(key, (asked.get(key) ?? 1) - 1) };
}

/** Counts a request among those of its conversation; which one it is, from 1. Nobody asks where nothing goes wrong. */
export function countCall({ calls, options: { agents = [], faults } }: ServerRun, request: ModelRequest): number {
  if (!faults) return 1;
  const opening = digest(conversationKey(agentOfRequest(agents, request), request));
  const call = (calls.get(opening) ?? 0) + 1;
  calls.set(opening, call);
  return call;
}
