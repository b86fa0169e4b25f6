import type { Exchange } from "../exchange.ts";
import type { ModelRequest, RequestItem } from "../wire/request.ts";
import { agentOfRequest, type NamedAgent, conversationKey } from "./named-agent.ts";

/** One conversation of an agent with its model. */
export interface AgentConversation {
  /** By the names that the scenario gives; empty where it means nobody who asks so. */
  readonly agent: string;
  /** What it was told first. */
  readonly prompt: string;
  /** All that was ever put before its model, but what that said itself. */
  readonly told: string;
  /** What it asked, one after the other; never nothing. */
  readonly exchanges: readonly AgentExchange[];
}
export interface AgentExchange {
  /** Milliseconds since the server started. */
  readonly began: number;
  readonly ended: number;
  /** What the model said; absent where no whole answer arrived, or one that was made useless. */
  readonly answer?: string;
  /** The client did not wait for the end, which the server learns a moment later. */
  readonly left?: true;
}

/** No team has more, and who begins them without end shall not keep those waiting who judge. One more is told. */
export const MOST_CONVERSATIONS = 1000;

interface Open {
  readonly agent: string;
  /** The last. */
  request: ModelRequest;
  readonly exchanges: AgentExchange[];
}

/**
 * What a server was asked → the conversations that this was, in the order of their beginnings. A request goes on with
 * one whose words it repeats; with the very same words it does where the answer before was of no use.
 */
export function conversationsOf(
  exchanges: readonly Exchange[],
  agents: readonly NamedAgent[],
): readonly AgentConversation[] {
  const known = new Map<string, Open[]>();
  const all: Open[] = [];
  for (const exchange of exchanges) {
    const { request } = exchange;
    if (!request) continue;
    const agent = exchange.agent ?? agentOfRequest(agents, request);
    const opening = conversationKey(agent, request);
    const alike = known.get(opening) ?? [];
    known.set(opening, alike);
    const before = alike.find((one) => goesOn(one, exchange, request));
    if (before) {
      before.request = request;
      before.exchanges.push(exchangeOf(exchange));
      continue;
    }
    if (all.length > MOST_CONVERSATIONS) break;
    const begun = { agent: agent ?? "", request, exchanges: [exchangeOf(exchange)] };
    alike.push(begun);
    all.push(begun);
  }
  return all.map(({ agent, request, exchanges: asked }) => ({
    agent,
    exchanges: asked,
    // A client's requests have a hundred kilobytes each, and few are asked what they say.
    get prompt() {
      return promptOf(request);
    },
    get told() {
      return toldIn(request);
    },
  }));
}

function exchangeOf({ began, ended, reading, delivered, outcome }: Exchange): AgentExchange {
  const isOfUse = delivered && reading?.state === "complete" && outcome.kind !== "faulted";
  return { began, ended, ...(isOfUse && { answer: reading.text }), ...(!delivered && { left: true }) };
}

function goesOn({ request: { items }, exchanges }: Open, { began }: Exchange, { items: next }: ModelRequest): boolean {
  const last = exchanges.at(-1);
  if (next.length === items.length) {
    const failed = last?.answer === undefined;
    return failed && (last?.left === true || (last?.ended ?? 0) <= began) && repeats(items, next);
  }
  return next.length > items.length && (last?.ended ?? 0) <= began && repeats(items, next);
}

/** What tools returned may be shortened later on, and is not compared. */
const repeats = (items: readonly RequestItem[], next: readonly RequestItem[]): boolean =>
  items.every((item, at) => {
    const other = next[at];
    return item.role === other?.role && (item.role === "tool" || (item.is === other.is && item.text === other.text));
  });

function promptOf({ items }: ModelRequest): string {
  const answered = items.findIndex(({ role }) => role === "assistant");
  return textsOf(items.slice(0, answered === -1 ? undefined : answered).filter(({ role }) => role === "user"));
}

const toldIn = ({ system, skills, items }: ModelRequest): string =>
  [...system, ...skills, textsOf(items.filter(({ role }) => role !== "assistant"))].join("\n");

const textsOf = (items: readonly RequestItem[]): string => items.map(({ text }) => text).join("\n");
