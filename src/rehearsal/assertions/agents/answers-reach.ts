import { type Json, stringOf } from "../../../model/json.ts";
import type { Asserted, Assertion } from "../assertion.ts";
import { namesOf, namesSchema } from "../names-of.ts";
import { ofSchema, spoken, spokenName } from "../spoken.ts";
import { listed, told } from "../told.ts";
import { agentIn, agentName, conversationsOfAgent, lastAnswer, spoke } from "./of-agent.ts";

export const answersReach: Assertion = {
  schema: {
    from: { ...namesSchema, description: "An agent, or several, of which each last answer has to arrive." },
    agent: { ...agentName, description: "Where: another agent, which is told them." },
    file: { type: "string", minLength: 1, description: "Where: a file of the workspace." },
    ...ofSchema,
  },
  required: ["from"],
  agents: (params) => [...namesOf(params["from"]), ...agentIn(params)],
  says: (params) => `each answer of ${listed(namesOf(params["from"]))} reaches ${placeOf(params)}`,
  judge: (params, subject) => {
    const places = textsAt(params, subject).map(words);
    for (const name of namesOf(params["from"])) {
      const answers = conversationsOfAgent(subject, name)
        .flatMap((one) => lastAnswer(one) ?? [])
        .toSorted();
      if (answers.length === 0) return { met: false, found: `${name} has no answer of use` };
      const lost = answers.find((answer) => !places.some((text) => holds(text, answer)));
      if (lost !== undefined) return { met: false, found: `${told(lost)} of ${name} is not there` };
    }
    return { met: true, found: "all are there" };
  },
  examples: [
    {
      because: "the next agent is told it, in other lines",
      params: { from: "architect", agent: "developer" },
      given: {
        agents: [
          spoke("architect", [0, 1], "use SQL\nand  no more"),
          spoke("developer", [2, 3], "", { told: "Architect said:\n    use SQL\n    and no more" }),
        ],
      },
      met: true,
    },
    {
      because: "the next agent starts from nothing",
      params: { from: "architect", agent: "developer" },
      given: { agents: [spoke("architect", [0, 1], "use SQL"), spoke("developer", [2, 3])] },
      met: false,
    },
    {
      because: "one of two results is lost",
      params: { from: "worker" },
      given: { agents: [spoke("worker", [0, 1], "first"), spoke("worker", [0, 1], "second")], output: "first\n" },
      met: false,
    },
    {
      because: "both are in the file, as JSON has them",
      params: { from: "worker", file: "all.json" },
      given: {
        agents: [spoke("worker", [0, 1], 'say "a"'), spoke("worker", [0, 1], "b")],
        after: (path) => (path === "all.json" ? '["say \\"a\\"", "b"]' : undefined),
      },
      met: true,
    },
    { because: "nobody has said anything", params: { from: "worker" }, given: {}, met: false },
  ],
};

function textsAt(params: Json, subject: Asserted): readonly string[] {
  const { agent, file } = params;
  if (typeof agent === "string") return conversationsOfAgent(subject, agent).map((one) => one.told);
  if (typeof file === "string") return [subject.after(file) ?? ""];
  return [spoken(params, subject)];
}

function placeOf(params: Json): string {
  const { agent, file } = params;
  if (typeof agent === "string") return stringOf(agent);
  return typeof file === "string" ? told(file) : spokenName(params);
}

/** Whoever hands an answer on may break its lines otherwise, or put it into JSON. */
const holds = (text: string, answer: string): boolean =>
  text.includes(words(answer)) || text.includes(words(JSON.stringify(answer).slice(1, -1)));

const words = (text: string): string => text.replaceAll(/\s+/g, " ").trim();
