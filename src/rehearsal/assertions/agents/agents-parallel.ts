import { numberOf } from "../../../model/json.ts";
import type { Assertion } from "../assertion.ts";
import { namesOf, namesSchema } from "../names-of.ts";
import { listed } from "../told.ts";
import { conversationsOfAgent, spanOf, spoke } from "./of-agent.ts";

/** A program may have to start a process for each of its agents. */
const PATIENCE_MS = 2000;

export const agentsParallel: Assertion = {
  schema: {
    value: { ...namesSchema, description: "Agents that are at work at once." },
    min: { type: "integer", minimum: 1, description: "So many conversations of each; 1 if not given." },
    within: {
      type: "integer",
      minimum: 1,
      maximum: 60_000,
      description: "Milliseconds that their first answers wait for all of them; 2000 if not given.",
    },
  },
  required: ["value"],
  agents: ({ value }) => namesOf(value),
  meetings: ({ value, min, within }) => [
    {
      agents: new Map(namesOf(value).map((name) => [name, numberOf(min) ?? 1])),
      milliseconds: numberOf(within) ?? PATIENCE_MS,
    },
  ],
  says: ({ value, min }) => {
    const many = numberOf(min) === undefined ? "" : `, ${numberOf(min) ?? 1} of each`;
    return `these agents work in parallel${many}: ${listed(namesOf(value), 50)}`;
  },
  judge: ({ value, min }, subject) => {
    const names = namesOf(value);
    const least = numberOf(min) ?? 1;
    const spans = names.map((name) => conversationsOfAgent(subject, name).map(spanOf));
    const most = (at: number): readonly number[] =>
      spans.map((all) => all.filter(({ began, ended }) => began <= at && at < ended).length);
    // Whoever comes last of those who work at once meets all the others.
    const moments = spans.flat().map(({ began }) => most(began));
    const fullest = moments.toSorted((one, other) => sum(other) - sum(one))[0] ?? names.map(() => 0);
    return {
      met: moments.some((counts) => counts.every((count) => count >= least)),
      found: `at most ${names.map((name, at) => `${fullest[at] ?? 0} ${name}`).join(", ")} at once`,
    };
  },
  examples: [
    {
      because: "one asks before the other is answered",
      params: { value: ["architect", "qa"] },
      given: { agents: [spoke("architect", [0, 20]), spoke("qa", [5, 25])] },
      met: true,
    },
    {
      because: "one waits for the other",
      params: { value: ["architect", "qa"] },
      given: { agents: [spoke("architect", [0, 20]), spoke("qa", [20, 25])] },
      met: false,
    },
    {
      because: "two workers are never three",
      params: { value: "worker", min: 3 },
      given: { agents: [spoke("worker", [0, 10]), spoke("worker", [1, 9]), spoke("worker", [10, 19])] },
      met: false,
    },
  ],
};

const sum = (counts: readonly number[]): number => counts.reduce((all, one) => all + one, 0);
