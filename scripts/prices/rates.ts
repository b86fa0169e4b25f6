import type { ModelPrice } from "@pydantic/genai-prices";
import type { Rates, LengthStep } from "../../src/cost/book/book.ts";

/** Our names of what tokens are charged for, and those of the package. */
const TOKEN_KEYS = {
  input: "input_mtok",
  output: "output_mtok",
  cacheRead: "cache_read_mtok",
  cacheWrite5m: "cache_write_mtok",
  cacheWrite1h: "cache_write_1h_mtok",
  reasoning: "output_reasoning_mtok",
} as const;

/** What is charged by the piece, by the thousand in the package. */
const ITEM_KEYS = {
  "web-search": "web_searches_kcount",
  "file-search": "storage_searches_kcount",
  request: "requests_kcount",
} as const;

/** Dollars per million tokens as nano-dollars per million tokens. A few resellers' prices are thirds: they are rounded. */
export const nano = (dollars: number): number => Math.round(dollars * 1e9);

type PriceValue = ModelPrice[string];

/** What one token key costs in a request that is longer than `length`. */
function rateAt(value: PriceValue, length: number): number | undefined {
  if (value === undefined || typeof value === "number") return value;
  let rate = value.base;
  for (const { start, price } of value.tiers) if (length > start) rate = price;
  return rate;
}

const tokenRates = (prices: ModelPrice, length: number): Partial<Rates> =>
  Object.fromEntries(
    Object.entries(TOKEN_KEYS).flatMap(([key, name]) => {
      const rate = rateAt(prices[name], length);
      return rate === undefined ? [] : [[key, nano(rate)]];
    }),
  );

/** What is charged at the beginning, and from which length of a request on something else. */
export function ratesOf(prices: ModelPrice): { readonly rates: Rates; readonly steps: readonly LengthStep[] } {
  const starts = Object.values(TOKEN_KEYS).flatMap((name) => {
    const value = prices[name];
    return typeof value === "object" ? value.tiers.map(({ start }) => start) : [];
  });
  const edges = [...new Set(starts)].toSorted((a, b) => a - b);
  const whole = (length: number): Rates => ({ input: 0, output: 0, ...tokenRates(prices, length) });
  return { rates: whole(0), steps: edges.map((start) => ({ from: start + 1, rates: whole(start + 1) })) };
}

export const itemsOf = (prices: ModelPrice): Readonly<Record<string, number>> =>
  Object.fromEntries(
    Object.entries(ITEM_KEYS).flatMap(([item, name]) => {
      const price = prices[name];
      return typeof price === "number" ? [[item, nano(price / 1000)]] : [];
    }),
  );
