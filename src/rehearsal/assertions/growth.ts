import { numberOf, stringOf } from "../../model/json.ts";
import type { Assertion, Figures } from "./assertion.ts";

const FIGURES = { memory: "memoryBytes", duration: "durationMs", tokens: "tokens", requests: "requests" } as const;
type Figure = keyof typeof FIGURES;

const isFigure = (value: string): value is Figure => Object.hasOwn(FIGURES, value);

export const growth: Assertion = {
  schema: {
    of: { type: "string", enum: Object.keys(FIGURES), description: "What must not grow." },
    "max-percent": { type: "number", minimum: 0, description: "From the first half of the repeats to the second." },
  },
  required: ["of", "max-percent"],
  once: true,
  says: (params) =>
    `${stringOf(params["of"])} grows by at most ${numberOf(params["max-percent"]) ?? 0} % from the first half of the repeats to the second`,
  judge: (params, { repeats }) => {
    const of = stringOf(params["of"]);
    if (!isFigure(of) || repeats.length < 2)
      return { met: false, broken: true, found: "it takes at least two repeats to grow" };
    if (of === "memory" && repeats.some(({ memoryBytes }) => memoryBytes === 0))
      return { met: false, broken: true, found: "a repeat ended before anybody measured" };
    const half = Math.ceil(repeats.length / 2);
    const [first, second] = [middle(of, repeats.slice(0, half)), middle(of, repeats.slice(half))];
    const percent = first === 0 ? (second === 0 ? 0 : Number.POSITIVE_INFINITY) : (second / first - 1) * 100;
    return {
      met: percent <= (numberOf(params["max-percent"]) ?? 0),
      found: `from ${Math.round(first)} to ${Math.round(second)}`,
    };
  },
  examples: [
    {
      because: "it stays about the same",
      params: { of: "tokens", "max-percent": 10 },
      given: { repeats: [100, 104, 98, 106].map(using) },
      met: true,
    },
    {
      because: "each repeat needs more than the one before",
      params: { of: "tokens", "max-percent": 10 },
      given: { repeats: [100, 120, 140, 160].map(using) },
      met: false,
    },
    {
      because: "nobody measured the memory of what ended at once",
      params: { of: "memory", "max-percent": 10 },
      given: { repeats: [using(1), using(1)] },
      met: false,
    },
    {
      because: "one run grows nowhere",
      params: { of: "memory", "max-percent": 10 },
      given: { repeats: [using(1)] },
      met: false,
    },
  ],
};

function using(tokens: number): Figures {
  return { tokens, memoryBytes: 0, durationMs: 0, requests: 1 };
}

function middle(of: Figure, repeats: readonly Figures[]): number {
  const sorted = repeats.map((one) => one[FIGURES[of]]).toSorted((one, other) => one - other);
  const at = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? (sorted[at] ?? 0) : ((sorted[at - 1] ?? 0) + (sorted[at] ?? 0)) / 2;
}
