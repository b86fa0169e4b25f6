import type { AgentConversation } from "../../agents/conversations.ts";
import { type Json, objectsOf, stringOf } from "../../../model/json.ts";
import type { Asserted, Assertion } from "../assertion.ts";
import { listed } from "../told.ts";
import { agentName, isBefore, spoke } from "./of-agent.ts";

export const rolledBack: Assertion = {
  schema: {
    value: {
      type: "array",
      minItems: 1,
      maxItems: 50,
      description: "The steps in their order, each with what undoes it.",
      items: {
        type: "object",
        required: ["step", "undo"],
        additionalProperties: false,
        properties: { step: agentName, undo: agentName },
      },
    },
    by: { type: "string", enum: ["agents", "tools"], description: "What the names are of; `agents` if not given." },
  },
  required: ["value"],
  agents: (params) => (isByTools(params) ? [] : pairsIn(params).flatMap(({ step, undo }) => [step, undo])),
  says: (params) =>
    `what was begun of ${listed(pairsIn(params).map(({ step }) => step))} is undone in reverse order, and nothing else`,
  judge: (params, subject) => {
    const pairs = pairsIn(params);
    const isUndo = (name: string): boolean => pairs.some(({ undo }) => undo === name);
    const events = eventsOf(params, subject).filter(
      ({ name }) => isUndo(name) || pairs.some(({ step }) => step === name),
    );
    const names = events.map(({ name }) => name);
    const turn = names.findIndex(isUndo);
    if (turn === -1) return { met: false, found: `nothing is undone after ${listed(names)}` };
    const begun = [...new Set(names.slice(0, turn))];
    const wanted = begun.toReversed().flatMap((name) => pairs.find(({ step }) => step === name)?.undo ?? []);
    const undone = names.slice(turn);
    const waits = events.every(
      ({ conversation }, at) => at < turn || !conversation || isOver(events[at - 1]?.conversation, conversation),
    );
    return {
      met: waits && undone.length === wanted.length && undone.every((name, at) => name === wanted[at]),
      found: `after ${listed(begun)} come ${listed(undone)}${waits ? "" : ", not one after the other"}`,
    };
  },
  examples: [
    {
      because: "the second step fails, and both are undone from behind",
      params: { value: STEPS() },
      given: { agents: inTurn("create", "seed", "unseed", "drop") },
      met: true,
    },
    {
      because: "they are undone in the order in which they were done",
      params: { value: STEPS() },
      given: { agents: inTurn("create", "seed", "drop", "unseed") },
      met: false,
    },
    {
      because: "nothing is undone",
      params: { value: STEPS() },
      given: { agents: inTurn("create", "seed") },
      met: false,
    },
    {
      because: "what was never begun is undone as well",
      params: { value: STEPS() },
      given: { agents: inTurn("create", "unseed", "drop") },
      met: false,
    },
    {
      because: "steps are calls of tools",
      params: { value: STEPS(), by: "tools" },
      given: { calls: ["create", "Read", "drop"].map((name) => ({ name, arguments: {} })) },
      met: true,
    },
  ],
};

interface Begun {
  readonly name: string;
  /** Of an agent; a call of a tool has none. */
  readonly conversation?: AgentConversation;
}

const isOver = (one: AgentConversation | undefined, other: AgentConversation): boolean =>
  one === undefined || isBefore(one, other);

const eventsOf = (params: Json, { agents, calls }: Asserted): readonly Begun[] =>
  isByTools(params)
    ? calls.map(({ name }) => ({ name }))
    : agents.map((conversation) => ({ name: conversation.agent, conversation }));

const isByTools = ({ by }: Json): boolean => by === "tools";

const pairsIn = ({ value }: Json): readonly { readonly step: string; readonly undo: string }[] =>
  objectsOf(value).map(({ step, undo }) => ({ step: stringOf(step), undo: stringOf(undo) }));

function STEPS() {
  return [
    { step: "create", undo: "drop" },
    { step: "seed", undo: "unseed" },
  ];
}

function inTurn(...names: readonly string[]): readonly AgentConversation[] {
  return names.map((name, at) => spoke(name, [at * 10, at * 10 + 5], "done"));
}
