import { inputOf, type Tokens, type UsageRecord } from "../../usage/record.ts";
import { forTokens, type Money, NO_MONEY, ofNano } from "../money.ts";
import type { ModelPrices, Rates } from "./book.ts";
import type { OpenBook } from "./find-prices.ts";
import { type Rated, type RateOption, rateUsage, type Rating } from "./rating.ts";

export type Priced =
  | {
      readonly ok: true;
      readonly low: Money;
      readonly expected: Money;
      readonly high: Money;
      /** Absent where nothing is charged, whatever the name. */
      readonly prices?: ModelPrices;
      readonly assumed: readonly Assumption[];
    }
  | { readonly ok: false; readonly why: string };

/** What is not known of a call, and was assumed: each widens the interval, or says why there is none. */
export const ASSUMPTIONS = {
  lifetime: "cache writes without a lifetime are priced as five minutes, at most as one hour",
  length: "sums of several requests may cross the length from which whole requests are dearer",
  hour: "the price depends on the hour of the day, which is not known",
  family: "the price is that of the model's nearest kin",
  partial: "an answer broke off: it took at least this",
} as const;
export type Assumption = keyof typeof ASSUMPTIONS;

/** How much there is to charge: of one record, or of several with one rating. */
export interface Charged {
  readonly tokens: Tokens;
  /** What is charged by the piece. */
  readonly items?: Readonly<Record<string, number>>;
  readonly calls?: number;
}

/** The price of one record, exact: nothing is rounded. */
export function priceUsage(usage: Rated & Charged & Pick<UsageRecord, "partial">, open: OpenBook): Priced {
  const priced = isNothing(usage) ? FREE : priceAmount(usage, rateUsage(usage, open));
  return priced.ok && usage.partial ? { ...priced, assumed: [...priced.assumed, "partial"] } : priced;
}

const FREE: Priced = { ok: true, low: NO_MONEY, expected: NO_MONEY, high: NO_MONEY, assumed: [] };

const isNothing = ({ tokens, items = {} }: Charged): boolean =>
  inputOf(tokens) === 0 && tokens.output === 0 && Object.values(items).every((one) => one === 0);

/** The price of so much at these rates. Nothing costs nothing, whoever it is said of. */
export function priceAmount(amount: Charged, rating: Rating): Priced {
  if (isNothing(amount)) return FREE;
  if (!rating.ok) return rating;
  const { prices, place, how, options } = rating;
  const sums: Sum[] = [];
  for (const option of options) {
    const sum = sumOf(amount, option, place);
    if (typeof sum === "string") return { ok: false, why: `no price of ${prices.id} for ${sum}` };
    sums.push(sum);
  }
  const [first] = sums;
  if (!first) return { ok: false, why: `no price of ${prices.id}` };
  const assumed = [
    ...sums.flatMap((sum) => sum.assumed),
    ...(sums.length > 1 ? (["hour"] as const) : []),
    ...(how === "family" ? (["family"] as const) : []),
  ];
  return {
    ok: true,
    low: least(sums.map(({ low }) => low)),
    expected: first.expected,
    high: most(sums.map(({ high }) => high)),
    prices,
    assumed: [...new Set(assumed)],
  };
}

interface Sum {
  readonly low: Money;
  readonly expected: Money;
  readonly high: Money;
  readonly assumed: readonly Assumption[];
}

/** What it costs by one option, or the name of what has no price. */
function sumOf(amount: Charged, { period, share, usual, possible }: RateOption, place: number): Sum | string {
  const { tokens } = amount;
  if (tokens.cacheWrite1h > 0 && usual.cacheWrite1h === undefined) return "cache writes of one hour";
  const items = itemsOf(amount, period.items);
  if (typeof items === "string") return items;
  const charge = (rates: Rates, written1h: number): Money =>
    items + chargeOf(tokens, rates, written1h, (count, rate) => forTokens(count, rate, share, place));
  const unsure = usual.cacheWrite1h === undefined ? 0 : tokens.assumed5m;
  return {
    low: least(possible.map((rates) => charge(rates, 0))),
    expected: charge(usual, 0),
    high: most(possible.map((rates) => charge(rates, unsure))),
    assumed: [...(unsure > 0 ? (["lifetime"] as const) : []), ...(possible.length > 1 ? (["length"] as const) : [])],
  };
}

/** `written1h`: tokens of unknown lifetime that count as written for an hour. */
function chargeOf(
  { uncached, cacheRead, cacheWrite5m, cacheWrite1h, output, reasoning }: Tokens,
  rates: Rates,
  written1h: number,
  of: (tokens: number, rate: number) => Money,
): Money {
  const thought = rates.reasoning === undefined ? 0 : reasoning;
  return (
    of(uncached, rates.input) +
    of(cacheRead, rates.cacheRead ?? rates.input) +
    of(cacheWrite5m - written1h, rates.cacheWrite5m ?? rates.input) +
    of(cacheWrite1h + written1h, rates.cacheWrite1h ?? 0) +
    of(output - thought, rates.output) +
    of(thought, rates.reasoning ?? 0)
  );
}

/** What is charged by the piece, or the name of what has no price. */
function itemsOf({ items = {}, calls = 1 }: Charged, prices: Readonly<Record<string, number>>): Money | string {
  let sum = ofNano((prices["request"] ?? 0) * calls);
  for (const [item, count] of Object.entries(items)) {
    if (count === 0) continue;
    const price = Object.hasOwn(prices, item) ? prices[item] : undefined;
    if (price === undefined) return item;
    sum += ofNano(BigInt(count) * BigInt(price));
  }
  return sum;
}

const least = (sums: readonly Money[]): Money => sums.reduce((a, b) => (a < b ? a : b));
const most = (sums: readonly Money[]): Money => sums.reduce((a, b) => (a > b ? a : b));
