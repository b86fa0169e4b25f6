import { NO_TOKENS, type Tokens, type UsageRecord } from "../../src/usage/record.ts";

/** One answer of a model, of which a test says what matters to it. */
export const used = (
  model: string,
  tokens: Partial<Tokens>,
  more: Partial<Omit<UsageRecord, "model" | "tokens">> = {},
): UsageRecord => ({
  v: 1,
  source: "mapped",
  sourceId: "one",
  tier: "standard",
  calls: 1,
  by: {},
  ...more,
  model,
  tokens: { ...NO_TOKENS, ...tokens },
});
