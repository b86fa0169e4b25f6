import { NO_TOKENS, plus, type Tokens } from "../../usage/record.ts";
import { findPrices, type OpenBook } from "../book/find-prices.ts";
import { type Assumption, priceAmount } from "../book/price-usage.ts";
import { rateEach } from "../book/rate-each.ts";
import type { Rated, Rating } from "../book/rating.ts";
import { type Money, NO_MONEY, times } from "../money.ts";
import type { MeasuredKeys, Range3, Workload } from "../profile/profile.ts";
import type { AddedPrompt } from "./tool-prompt.ts";
import { runRequests, type RunShape } from "./run-requests.ts";

/** A file's part of what is sent with every request, counted with o200k_base. */
export interface PrefixPart {
  readonly path: string;
  readonly tokens: number;
}

/** What a client was seen to send with every request, counted with o200k_base. */
export interface CapturedPrefix {
  /** The client and its version. */
  readonly by: string;
  readonly files: readonly PrefixPart[];
  /** What is no file's: the client's own prompt and tools. */
  readonly own: number;
}

/** What of a workload the configuration decides. */
export interface LoadedWork {
  readonly load: Workload;
  /** After the environment's overrides. */
  readonly model: string;
  readonly parts: readonly PrefixPart[];
  /** What a count by o200k_base is multiplied by for the model. */
  readonly factor: Range3;
  /** What the model's vendor adds to each request. */
  readonly added: AddedPrompt;
  /** The client in whose requests the parts were counted; absent where that was done in files. */
  readonly capturedBy?: string;
  /** Skills that a run is said to load, and that the client has no file of. */
  readonly missing?: readonly string[];
}

export interface CostInterval {
  readonly low: Money;
  readonly expected: Money;
  readonly high: Money;
}

export interface Estimate {
  readonly workflow: string;
  readonly agent?: string;
  readonly team?: string;
  readonly model: string;
  /** Absent where no price is known; `why` says what is missing. */
  readonly perRun?: CostInterval;
  readonly perMonth?: CostInterval;
  readonly why?: string;
  readonly runs: Range3;
  /** Of the month, by file, what is expected. */
  readonly drivers: readonly Driver[];
  readonly assumed: readonly Assumption[];
  readonly defaults: readonly string[];
  /** It is not known what the client itself sends, which is paid for besides. */
  readonly withoutOwn: boolean;
  /** Nobody has said how much the model's vendor adds to requests with tools. */
  readonly unsureTools: boolean;
  /** The client in whose requests it was counted what the configuration adds. */
  readonly capturedBy?: string;
  readonly missing?: readonly string[];
  /** What of it logs say, and how the estimate compared with them. */
  readonly measured?: MeasuredKeys;
}
export interface Driver {
  readonly path: string;
  readonly tokens: number;
  readonly perMonth: Money;
}

/** What the tokens of a request cost each; many requests ask the same. */
export type Rate = (usage: Rated) => Rating;

const CASES = ["low", "expected", "high"] as const;
type Case = (typeof CASES)[number];

/** What a workload costs, at least, expected and at most. */
export function estimateWork(work: LoadedWork, open: OpenBook, rate: Rate = rateEach(open)): Estimate {
  const { load, model } = work;
  const { workflow, agent, team, runs } = load;
  const about = {
    workflow,
    ...(agent !== undefined && { agent }),
    ...(team !== undefined && { team }),
    model,
    runs,
    defaults: load.assumed,
    withoutOwn: load.own === undefined && work.capturedBy === undefined,
    unsureTools: !work.added.isKnown && !isOwnMeasured(load),
    ...(load.measured && { measured: load.measured }),
    ...(work.capturedBy !== undefined && { capturedBy: work.capturedBy }),
    ...(work.missing && { missing: work.missing }),
  };
  const done: Partial<Record<Case, RunCost>> = {};
  for (const which of CASES) {
    const cost = costOfRun(work, which, open, rate);
    if (typeof cost === "string") return { ...about, why: cost, drivers: [], assumed: [] };
    done[which] = cost;
  }
  const { low, expected, high } = done;
  if (!low || !expected || !high) return { ...about, why: "no price", drivers: [], assumed: [] };
  const perRun = { low: low.money, expected: expected.money, high: high.money };
  const month = (money: Money, which: Case): Money => times(money, thousandths(runs[which]));
  return {
    ...about,
    perRun,
    perMonth: {
      low: month(low.money, "low"),
      expected: month(expected.money, "expected"),
      high: month(high.money, "high"),
    },
    drivers: driversOf(work, month(expected.prefix, "expected"), expected.prefixTokens),
    assumed: [...new Set(CASES.flatMap((which) => done[which]?.assumed ?? []))],
  };
}

interface RunCost {
  readonly money: Money;
  /** Of what is sent with every request. */
  readonly prefix: Money;
  readonly prefixTokens: number;
  readonly assumed: readonly Assumption[];
}

/** The cost of one run, or why it is not known. */
function costOfRun(work: LoadedWork, which: Case, open: OpenBook, rate: Rate): RunCost | string {
  const { load, model } = work;
  const { prices } = findPrices(open, model);
  const shape = shapeOf(work, which, prices?.periods.at(-1)?.rates.cacheWrite5m !== undefined);
  // The cheap case reads most from the cache, and sends most in batches.
  const batch = opposite(load.batch, which) / 100;
  const services = [
    { tier: "standard", share: 1 - batch },
    { tier: "batch", share: batch },
  ].filter(({ share }) => share > 0);
  const sums = { money: NO_MONEY, prefix: NO_MONEY };
  const assumed = new Set<Assumption>();
  for (const { tier, share } of services)
    for (const { rating, calls, tokens, ofPrefix } of byRating(shape, { model, tier }, rate)) {
      const priced = priceAmount({ tokens, calls }, rating);
      if (!priced.ok) return priced.why;
      const part = priceAmount({ tokens: ofPrefix, calls: 0 }, rating);
      sums.money += times(priced[which], thousandths(share));
      sums.prefix += part.ok ? times(part.expected, thousandths(share)) : NO_MONEY;
      for (const one of priced.assumed) assumed.add(one);
    }
  const searched = Math.round(load.searches[which]);
  const usage = { model, tier: "standard", calls: 1, tokens: NO_TOKENS };
  const searches = priceAmount({ ...usage, items: { "web-search": searched } }, rate(usage));
  if (!searches.ok) return searches.why;
  return { ...sums, money: sums.money + searches.expected, prefixTokens: shape.prefix, assumed: [...assumed] };
}

interface RatedRequests {
  readonly rating: Rating;
  readonly calls: number;
  readonly tokens: Tokens;
  readonly ofPrefix: Tokens;
}

/** The requests of a run, summed where they cost the same per token: each goes by its own length. */
function byRating(
  shape: RunShape,
  { model, tier }: { readonly model: string; readonly tier: string },
  rate: Rate,
): Iterable<RatedRequests> {
  const sums = new Map<string, RatedRequests>();
  for (const { tokens, ofPrefix } of runRequests(shape)) {
    const rating = rate({ model, tier, calls: 1, tokens });
    const sum = sums.get(rating.key);
    sums.set(rating.key, {
      rating,
      calls: (sum?.calls ?? 0) + 1,
      tokens: plus(sum?.tokens ?? NO_TOKENS, tokens),
      ofPrefix: plus(sum?.ofPrefix ?? NO_TOKENS, ofPrefix),
    });
  }
  return sums.values();
}

/** What logs say of a request has in it what the vendor added. */
const isOwnMeasured = ({ measured }: Workload): boolean => measured?.keys.includes("own-tokens") ?? false;

function shapeOf({ load, parts, factor, added }: LoadedWork, which: Case, writes: boolean): RunShape {
  const counted = parts.reduce((sum, { tokens }) => sum + tokens, 0);
  return {
    prefix: Math.round(counted * factor[which]) + (load.own ?? 0) + (isOwnMeasured(load) ? 0 : added.tokens[which]),
    turns: load.turns[which],
    prompt: Math.round(load.prompt[which]),
    turn: Math.round(load.turn[which]),
    output: Math.round(load.output[which]),
    cacheHit: opposite(load.cacheHit, which) / 100,
    lifetime: load.lifetime,
    writes,
  };
}

/** Of what makes a run cheaper, the most is the cheap case. */
const opposite = (range: Range3, which: Case): number =>
  which === "low" ? range.high : which === "high" ? range.low : range.expected;

/** A file's share of what the prefix costs is its share of the prefix. */
function driversOf({ parts, factor }: LoadedWork, perMonth: Money, prefix: number): readonly Driver[] {
  return parts.map(({ path, tokens }) => ({
    path,
    tokens,
    perMonth: prefix === 0 ? NO_MONEY : (perMonth * BigInt(Math.round(tokens * factor.expected))) / BigInt(prefix),
  }));
}

const thousandths = (number: number): number => Math.round(number * 1000);
