import { shownAmount } from "../recordings/budget.ts";
import { numberOf } from "../../model/json.ts";
import type { Assertion } from "./assertion.ts";

const NANO = 1e9;

export const costAssertion: Assertion = {
  schema: {
    "max-dollars": {
      type: "number",
      minimum: 0,
      maximum: 1_000_000,
      description: "What the tokens of the answers may cost by the book of prices, in dollars.",
    },
  },
  required: ["max-dollars"],
  says: ({ "max-dollars": most }) => `the answers cost at most ${shown((numberOf(most) ?? 0) * NANO)}`,
  judge: ({ "max-dollars": most }, { cost: costed }) => {
    if (!costed) return { met: false, broken: true, found: "there are no prices" };
    if (!costed.ok) return { met: false, broken: true, found: costed.why };
    const { low, high } = costed;
    const about = low === high ? shown(high) : `${shown(low)} to ${shown(high)}, for one broke off`;
    return { met: high <= Math.round((numberOf(most) ?? 0) * NANO), found: `they cost ${about}` };
  },
  examples: [
    {
      because: "they are within it",
      params: { "max-dollars": 0.05 },
      given: { cost: { ok: true, low: 50_000_000, expected: 50_000_000, high: 50_000_000 } },
      met: true,
    },
    {
      because: "they are not",
      params: { "max-dollars": 0.05 },
      given: { cost: { ok: true, low: 50_000_001, expected: 50_000_001, high: 50_000_001 } },
      met: false,
    },
    {
      because: "one broke off, and may have gone on",
      params: { "max-dollars": 0.01 },
      given: { cost: { ok: true, low: 90_000, expected: 90_000, high: 18_075_000 } },
      met: false,
    },
    {
      because: "a model without a price",
      params: { "max-dollars": 1000 },
      given: { cost: { ok: false, why: "no price of claude-sonnet-9 by anthropic" } },
      met: false,
    },
  ],
};

const shown = (nano: number): string => shownAmount("nano-dollars", Math.round(nano));
