import { inputOf, type UsageRecord } from "../../usage/record.ts";
import type { ModelPrices, Period, Rates, LengthStep } from "./book.ts";
import { findPrices, type OpenBook } from "./find-prices.ts";

/** What of a record decides what its tokens cost each. */
export type Rated = Pick<UsageRecord, "ts" | "provider" | "model" | "tier" | "geo" | "tokens" | "calls">;

/** What the tokens of a record cost each. Those of records with one key may be summed before they are priced. */
export type Rating =
  | {
      readonly ok: true;
      readonly key: string;
      readonly prices: ModelPrices;
      readonly how: "exact" | "alias" | "family";
      /** Thousandths, for the place that the inference may not leave. */
      readonly place: number;
      /** The first one counts; the others might be, where the hour of the day is not known. */
      readonly options: readonly RateOption[];
    }
  | { readonly ok: false; readonly key: string; readonly why: string };

export interface RateOption {
  readonly period: Period;
  /** Thousandths of the rates, for the service that was served. */
  readonly share: number;
  readonly usual: Rates;
  /** With the usual ones, those that might hold: of a sum of requests nobody knows which were long. */
  readonly possible: readonly Rates[];
}

/** Without a time, prices are those of the day on which the book was checked. */
export function rateUsage(usage: Rated, open: OpenBook): Rating {
  const { model, provider = "", tier, geo = "" } = usage;
  const unknown = (why: string): Rating => ({ ok: false, key: JSON.stringify([model, provider, tier, geo, why]), why });
  const found = findPrices(open, model, provider);
  if (!found.prices) return unknown(unknownModel(usage, found.nearest));
  const { prices, how } = found;
  const place = placeOf(prices, geo);
  if (place === undefined) return unknown(`no price of ${prices.id} for inference in "${geo}"`);
  const periods = periodsAt(prices, usage.ts, open.book.checkedOn);
  const options = periods.flatMap((period) => optionOf(usage, prices, period) ?? []);
  if (options.length === 0 || options.length < periods.length)
    return unknown(`no price of ${prices.id} as served by "${tier}" at that time`);
  const lengths = options.map(({ period, possible }) => [
    prices.periods.indexOf(period),
    possible.length,
    stepAt(period, usage),
  ]);
  return {
    ok: true,
    key: JSON.stringify([prices.provider, prices.id, how, tier, geo, lengths]),
    prices,
    how,
    place,
    options,
  };
}

function unknownModel({ model, provider }: Rated, nearest: string | undefined): string {
  const of = model === "" ? "no model is named" : `no price of ${model}${provider ? ` by ${provider}` : ""}`;
  return nearest === undefined ? of : `${of}; the nearest is ${nearest}`;
}

/** A place that the model does not charge for itself is not the usual one: it may well cost more. */
const placeOf = ({ places }: ModelPrices, geo: string): number | undefined =>
  geo === "" || geo === "global" ? 1000 : Object.hasOwn(places, geo) ? places[geo] : undefined;

const DAY = 86_400;

/** The period that holds, first; behind it those that hold at other hours, where the hour is not known. */
function periodsAt({ periods }: ModelPrices, ts: number | undefined, checkedOn: string): readonly Period[] {
  const at = ts ?? Date.parse(`${checkedOn}T00:00:00Z`);
  const started = periods.filter(({ since }) => since === undefined || Date.parse(`${since}T00:00:00Z`) <= at);
  const hourly = started.filter(({ between }) => between);
  const last = started.findLast(({ between }) => !between) ?? periods.find(({ between }) => !between);
  if (ts === undefined) return [...(last ? [last] : []), ...hourly];
  const seconds = Math.floor(ts / 1000) % DAY;
  const now = hourly.findLast(({ between: [from, to] = [0, 0] }) =>
    from <= to ? seconds >= from && seconds < to : seconds >= from || seconds < to,
  );
  const chosen = now ?? last;
  return chosen ? [chosen] : [];
}

function optionOf(usage: Rated, { tiers, periods }: ModelPrices, period: Period): RateOption | undefined {
  const own = Object.hasOwn(tiers, usage.tier) ? tiers[usage.tier] : undefined;
  if (usage.tier === "standard") return lengthwise(usage, period, period, 1000);
  if (typeof own === "number") return lengthwise(usage, period, period, own);
  // Prices of a service's own are those of the newest period.
  return own && period === periods.at(-1) ? lengthwise(usage, period, own, 1000) : undefined;
}

interface Stepped {
  readonly rates: Rates;
  readonly steps: readonly LengthStep[];
}

function lengthwise({ tokens, calls }: Rated, period: Period, stepped: Stepped, share: number): RateOption {
  const length = inputOf(tokens);
  const whole = ratesAt(stepped, length);
  if (calls === 1 || whole === stepped.rates) return { period, share, usual: whole, possible: [whole] };
  const usual = ratesAt(stepped, calls === undefined ? 0 : Math.ceil(length / calls));
  return { period, share, usual, possible: [stepped.rates, whole] };
}

const ratesAt = ({ rates, steps }: Stepped, length: number): Rates =>
  steps.findLast(({ from }) => length >= from)?.rates ?? rates;

const stepAt = ({ steps }: Period, { tokens }: Rated): number =>
  steps.filter(({ from }) => inputOf(tokens) >= from).length;
