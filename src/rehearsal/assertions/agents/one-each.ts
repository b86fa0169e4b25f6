import { listOf, stringOf } from "../../../model/json.ts";
import type { Assertion } from "../assertion.ts";
import { listed } from "../told.ts";
import { agentIn, agentName, conversationsOfAgent, spoke } from "./of-agent.ts";

export const oneEach: Assertion = {
  schema: {
    agent: agentName,
    value: {
      type: "array",
      items: { type: "string", minLength: 1 },
      minItems: 1,
      maxItems: 100,
      description: "What is shared out, such as the paths of files.",
    },
  },
  required: ["agent", "value"],
  agents: agentIn,
  says: ({ agent, value }) =>
    `each ${stringOf(agent)} gets one of ${listed(listOf(value).map(stringOf))}, and each is given once`,
  judge: ({ agent, value }, subject) => {
    const pieces = listOf(value).map(stringOf);
    const given = conversationsOfAgent(subject, stringOf(agent)).map(({ prompt }) => namedIn(prompt, pieces));
    const [wrong] = given
      .filter((got) => got.length !== 1)
      .toSorted((one, other) => (one.join() < other.join() ? -1 : 1));
    if (wrong) return { met: false, found: `one of them gets ${listed(wrong)}` };
    const all = given.flat();
    const left = pieces.filter((piece) => !all.includes(piece));
    if (left.length > 0) return { met: false, found: `nobody gets ${listed(left)}` };
    const twice = pieces.filter((piece) => all.filter((one) => one === piece).length > 1);
    return { met: twice.length === 0, found: `given twice: ${listed(twice)}` };
  },
  examples: [
    {
      because: "every worker has a file of its own",
      params: { agent: "worker", value: ["a.js", "data.js"] },
      given: { agents: [asked("Mend a.js."), asked("Mend data.js.")] },
      met: true,
    },
    {
      because: "two have the same, and nobody the other",
      params: { agent: "worker", value: ["a.js", "b.js"] },
      given: { agents: [asked("Mend a.js."), asked("Mend a.js, too.")] },
      met: false,
    },
    {
      because: "one has both",
      params: { agent: "worker", value: ["a.js", "b.js"] },
      given: { agents: [asked("Mend a.js and b.js.")] },
      met: false,
    },
    {
      because: "one is given twice",
      params: { agent: "worker", value: ["a.js"] },
      given: { agents: [asked("Mend a.js."), asked("Mend a.js!")] },
      met: false,
    },
    { because: "there is no worker", params: { agent: "worker", value: ["a.js"] }, given: {}, met: false },
  ],
};

function asked(prompt: string) {
  return spoke("worker", [0, 1], "", { prompt });
}

const PART_OF_NAME = /[\p{L}\p{N}_-]/u;

/** The pieces that a text names. What is a part of a longer one is not named by that: `a.js` not by `lib/a.js`. */
function namedIn(text: string, pieces: readonly string[]): readonly string[] {
  let rest = text;
  return pieces
    .toSorted((one, other) => other.length - one.length)
    .filter((piece) => {
      const parts = partsAround(rest, piece);
      rest = parts.join(" ");
      return parts.length > 1;
    });
}

/** What is left of a text where something is taken out wherever it is named. */
function partsAround(text: string, piece: string): readonly string[] {
  const parts: string[] = [];
  let from = 0;
  for (let at = text.indexOf(piece); at !== -1; at = text.indexOf(piece, at + piece.length)) {
    if (isPart(text.charAt(at - 1)) || goesOn(text.slice(at + piece.length, at + piece.length + 2))) continue;
    parts.push(text.slice(from, at));
    from = at + piece.length;
  }
  return [...parts, text.slice(from)];
}

const isPart = (before: string): boolean => before === "." || PART_OF_NAME.test(before);

/** A full stop ends a sentence, unless a name goes on behind it. */
const goesOn = ([after = "", second = ""]: string): boolean =>
  PART_OF_NAME.test(after) || (after === "." && PART_OF_NAME.test(second));
