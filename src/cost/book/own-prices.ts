import type { ModelPrices, Period, Rates } from "./book.ts";
import { findPrices, type OpenBook } from "./find-prices.ts";
import { providerOf } from "./providers.ts";

/** An entry of the setting `prices`. */
export interface PriceEntry extends RateEntry {
  readonly model: string;
  readonly provider?: string;
  readonly like?: string;
  readonly "long-context"?: RateEntry & { readonly "from-input-tokens": number };
  readonly "percent-of-standard"?: Readonly<Record<string, number>>;
  readonly "web-search-dollars-per-thousand"?: number;
  readonly since?: string;
  readonly source?: string;
  readonly "checked-on"?: string;
}
interface RateEntry {
  readonly "input-dollars-per-million"?: number;
  readonly "output-dollars-per-million"?: number;
  readonly "cache-read-dollars-per-million"?: number;
  readonly "cache-write-5m-dollars-per-million"?: number;
  readonly "cache-write-1h-dollars-per-million"?: number;
}

export type OwnPrices =
  | { readonly ok: true; readonly models: readonly ModelPrices[] }
  | { readonly ok: false; readonly problem: string };

/** The prices that users state, as entries of a book; what they name as alike is looked up in the one that is given. */
export function ownPrices(entries: readonly PriceEntry[], book: OpenBook): OwnPrices {
  const models = new Map<string, ModelPrices>();
  for (const entry of entries) {
    const name = nameOf(entry);
    const provider = entry.provider === undefined ? "" : providerOf(entry.provider);
    const key = `${provider}\0${name}`;
    const before = models.get(key);
    if (entry.like === undefined) {
      const periods = [...(before?.periods ?? []), periodOf(entry)];
      models.set(key, { ...stated(entry, provider, name), periods: periods.toSorted(bySince) });
      continue;
    }
    const { prices } = findPrices(book, entry.like, entry.provider);
    if (!prices)
      return { ok: false, problem: `prices: the book has no ${entry.like}, which ${entry.model} is to be like` };
    models.set(key, { ...prices, provider, id: name, names: [name] });
  }
  return { ok: true, models: [...models.values()] };
}

/** The entries that say what a model costs, whoever serves it. */
export const statedFor = (entries: readonly PriceEntry[], { id }: ModelPrices): readonly PriceEntry[] =>
  entries.filter((entry) => nameOf(entry) === id);

const nameOf = ({ model }: PriceEntry): string => model.trim().toLowerCase();

/** Shares are thousandths: half of a percent is as fine as they get. */
function stated(entry: PriceEntry, provider: string, name: string): Omit<ModelPrices, "periods"> {
  const tiers = Object.entries(entry["percent-of-standard"] ?? {}).map(([tier, percent]) => [
    tier,
    Math.round(percent * 10),
  ]);
  return {
    provider,
    id: name,
    names: [name],
    tiers: Object.fromEntries(tiers),
    places: {},
    ...(entry.source !== undefined && { source: entry.source }),
    ...(entry["checked-on"] !== undefined && { checkedOn: entry["checked-on"] }),
  };
}

function periodOf(entry: PriceEntry): Period {
  const long = entry["long-context"];
  const search = entry["web-search-dollars-per-thousand"];
  return {
    ...(entry.since !== undefined && { since: entry.since }),
    rates: ratesOf(entry),
    steps: long ? [{ from: long["from-input-tokens"], rates: ratesOf(long) }] : [],
    items: search === undefined ? {} : { "web-search": nano(search / 1000) },
  };
}

function ratesOf(entry: RateEntry): Rates {
  const rates = {
    input: entry["input-dollars-per-million"],
    output: entry["output-dollars-per-million"],
    cacheRead: entry["cache-read-dollars-per-million"],
    cacheWrite5m: entry["cache-write-5m-dollars-per-million"],
    cacheWrite1h: entry["cache-write-1h-dollars-per-million"],
  };
  const said = Object.entries(rates).flatMap(([key, dollars]) => (dollars === undefined ? [] : [[key, nano(dollars)]]));
  return { input: 0, output: 0, ...Object.fromEntries(said) };
}

const nano = (dollars: number): number => Math.round(dollars * 1e9);

const bySince = (one: Period, other: Period): number => ((one.since ?? "") < (other.since ?? "") ? -1 : 1);
