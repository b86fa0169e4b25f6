import { type AgentConversation, conversationsOf } from "../agents/conversations.ts";
import type { NamedAgent } from "../agents/named-agent.ts";
import type { Called, Costed, Figures, Asserted } from "../assertions/assertion.ts";
import type { Rehearsal } from "../case-result.ts";
import type { Exchange } from "../exchange.ts";
import { objectOf, parsed } from "../../model/json.ts";
import { asksModel } from "./asks-model.ts";

/** What those who wrote the scenario give to the run, beside it. */
export interface Given extends Pick<Asserted, "beside" | "evaluate"> {
  /** By the book of prices, where somebody asked for it. */
  readonly priceOf?: (exchanges: readonly Exchange[]) => Costed;
}

/** A run as assertions see it; `agents` are those that may have asked. */
export function subjectOf(
  rehearsal: Rehearsal,
  all: readonly Rehearsal[],
  { agents = [], priceOf, ...given }: Given & { readonly agents?: readonly NamedAgent[] },
): Asserted {
  const { ran, exchanges, tally, changes, before, after, states, interleaved } = rehearsal;
  let conversations: readonly AgentConversation[] | undefined;
  const { input, output } = tally.usage;
  return {
    ...given,
    output: ran.stdout.text,
    errors: ran.stderr.text,
    answers: tally.said,
    calls: exchanges.flatMap(callsOf),
    requests: exchanges.flatMap(requestOf),
    // Most scenarios ask nothing of it, and a run may have thousands of requests.
    get agents() {
      return (conversations ??= conversationsOf(exchanges, agents));
    },
    ended: ran.ended,
    durationMs: ran.durationMs,
    memoryBytes: ran.memoryBytes,
    tokens: { input, output },
    get cost() {
      return priceOf?.(exchanges);
    },
    changes,
    before,
    after,
    states: (path) => withoutRepeats([...(states?.(path) ?? []), after(path)]),
    ...(interleaved?.states && { steps: interleaved.states }),
    repeats: all.map(figuresOf),
  };
}

function figuresOf({ ran: { durationMs, memoryBytes }, tally: { usage }, exchanges }: Rehearsal): Figures {
  return { durationMs, memoryBytes, tokens: usage.input + usage.output, requests: exchanges.filter(asksModel).length };
}

const withoutRepeats = (texts: readonly (string | undefined)[]): readonly string[] =>
  texts.filter((text, at): text is string => text !== undefined && text !== texts[at - 1]);

/** Calls in half an answer are no calls: the client cannot rely on them either. */
const callsOf = ({ reading, delivered }: Exchange): readonly Called[] =>
  reading?.state === "complete" && delivered
    ? reading.calls.map(({ name, arguments: given }) => ({ name, arguments: objectOf(parsed(given)) }))
    : [];

/** All that the request says, whatever part of it that is. */
function requestOf({ request }: Exchange): readonly string[] {
  if (!request) return [];
  const { system, skills, tools, items } = request;
  return [[...system, ...skills, ...tools.map(({ text }) => text), ...items.map(({ text }) => text)].join("\n")];
}
