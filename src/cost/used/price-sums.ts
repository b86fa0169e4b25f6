import type { Tally } from "../../usage/tally.ts";
import { NO_TOKENS, plus, type Tokens } from "../../usage/record.ts";
import type { UsageSums } from "../../usage/sum-usage.ts";
import { type Assumption, priceAmount } from "../book/price-usage.ts";
import type { Rated, Rating } from "../book/rating.ts";
import { type Money, NO_MONEY, ofNano } from "../money.ts";

/** A part of usage with its price. Where something in it has none, the price is that of the rest: at least this. */
export interface PricedPart {
  readonly tokens: Tokens;
  readonly calls: number;
  readonly low: Money;
  readonly expected: Money;
  readonly high: Money;
  /** What has no price, by what was asked for: with the reason. */
  readonly unpriced: readonly Unpriced[];
  readonly assumed: ReadonlySet<Assumption>;
  /** Models without a price, and the one whose price each of them has. */
  readonly kin: ReadonlyMap<string, string>;
  /** What logs say that it cost, and what that same part costs by the book; absent where they say nothing of it. */
  readonly claims?: { readonly claimed: Money; readonly priced: Money };
  /** Tokens of answers from recordings and scripts: nobody owes anything for them. */
  readonly replayed: Tokens;
}
export interface Unpriced {
  readonly why: string;
  readonly tokens: Tokens;
}
export interface PricedSums {
  readonly all: PricedPart;
  readonly tables: readonly { readonly by: string; readonly rows: ReadonlyMap<string, PricedPart> }[];
}

/** Sums × the book. Tallies of one rate are priced at once; sums over several never are. */
export function priceSums(sums: UsageSums, rate: (usage: Rated) => Rating): PricedSums {
  const price = (tallies: readonly Tally[]): PricedPart => priceTallies(tallies, rate);
  return {
    all: price(sums.all),
    tables: sums.tables.map(({ by, rows }) => ({
      by,
      rows: new Map(Array.from(rows, ([name, tallies]) => [name, price(tallies)])),
    })),
  };
}

function priceTallies(tallies: readonly Tally[], rate: (usage: Rated) => Rating): PricedPart {
  let [low, expected, high] = [NO_MONEY, NO_MONEY, NO_MONEY];
  let [tokens, replayed, calls] = [NO_TOKENS, NO_TOKENS, 0];
  let claims: { claimed: Money; priced: Money } | undefined;
  const assumed = new Set<Assumption>();
  const unpriced = new Map<string, Tokens>();
  const kin = new Map<string, string>();
  for (const tally of tallies) {
    tokens = plus(tokens, tally.tokens);
    calls += tally.calls;
    if (tally.like.replayed) {
      replayed = plus(replayed, tally.tokens);
      continue;
    }
    const rating = rate(tally.like);
    const priced = priceAmount(tally, rating);
    if (!priced.ok) {
      unpriced.set(priced.why, plus(unpriced.get(priced.why) ?? NO_TOKENS, tally.tokens));
      continue;
    }
    low += priced.low;
    expected += priced.expected;
    high += priced.high;
    for (const one of priced.assumed) assumed.add(one);
    if (rating.ok && rating.how === "family") kin.set(tally.like.model, rating.prices.id);
    if (tally.partial > 0) assumed.add("partial");
    if (tally.claimed !== undefined) {
      claims ??= { claimed: NO_MONEY, priced: NO_MONEY };
      claims.claimed += ofNano(tally.claimed);
      claims.priced += priced.expected;
    }
  }
  return {
    tokens,
    calls,
    low,
    expected,
    high,
    unpriced: Array.from(unpriced, ([why, of]) => ({ why, tokens: of })),
    assumed,
    kin,
    ...(claims && { claims }),
    replayed,
  };
}
