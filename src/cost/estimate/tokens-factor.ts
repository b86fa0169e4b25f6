import { tokenFactors } from "../../clients/token-factors.ts";
import type { ModelPrices } from "../book/book.ts";
import type { Range3 } from "../profile/profile.ts";

/** Claude's models of the older tokenizer; all that came after Opus 4.6 has the newer one. */
const OLDER = ["claude-2", "claude-3", "claude-haiku-4", "claude-sonnet-4", "claude-opus-4"] as const;
const NEWER = ["claude-opus-4-7", "claude-opus-4-8", "claude-opus-4.7", "claude-opus-4.8"] as const;

/** What a count by o200k_base is multiplied by for a model: by its tokenizer, whoever serves it. */
export function tokensFactor(prices: Pick<ModelPrices, "provider" | "id"> | undefined): Range3 {
  const { typical, low, high } = tokenFactors[familyOf(prices)].value;
  return { low, expected: typical, high };
}

function familyOf(prices: Pick<ModelPrices, "provider" | "id"> | undefined): keyof typeof tokenFactors {
  if (!prices) return "any";
  const has = (names: readonly string[]): boolean => names.some((name) => prices.id.includes(name));
  if (prices.id.includes("claude")) return has(OLDER) && !has(NEWER) ? "claude-4.6" : "claude";
  if (prices.id.includes("gemini")) return "gemini";
  return prices.provider === "openai" || prices.provider === "azure" ? "openai" : "any";
}
