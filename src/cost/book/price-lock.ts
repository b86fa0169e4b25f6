import {
  finite,
  integer,
  list,
  Mismatch,
  object,
  oneOf,
  optional,
  type Read,
  readJson,
  recordOf,
  string,
} from "../../model/read-value.ts";
import type { Book, LengthStep, ModelPrices, Period, Rates, TierPrice } from "./book.ts";

/** Beside the configuration: what some models cost when somebody looked. They cost that until it is written anew. */
export const PRICE_LOCK = ".agent-ci/prices.lock.json";

export type ReadLock = { readonly ok: true; readonly book: Book } | { readonly ok: false; readonly problem: string };

const price = integer(0);
const rates: Read<Rates> = (value, at) => ({
  ...object({ input: price, output: price })(value, at),
  ...optional({ cacheRead: price, cacheWrite5m: price, cacheWrite1h: price, reasoning: price })(value, at),
});
const step: Read<LengthStep> = object({ from: integer(1), rates });
const seconds: Read<readonly [number, number]> = (value, at) => {
  const [from = 0, to = 0] = list(finite)(value, at);
  return [from, to];
};
const day: Read<string> = (value, at) =>
  /^\d{4}-\d{2}-\d{2}$/.test(string(value, at)) ? string(value, at) : oneOf(["a day"])(value, at);
const period: Read<Period> = (value, at) => ({
  ...object({ rates, steps: list(step), items: recordOf(price) })(value, at),
  ...optional({ since: day, between: seconds })(value, at),
});
const tier: Read<TierPrice> = (value, at) =>
  typeof value === "number" ? integer(1)(value, at) : object({ rates, steps: list(step) })(value, at);
const model: Read<ModelPrices> = (value, at) => ({
  ...object({
    provider: string,
    id: string,
    names: list(string),
    periods: list(period),
    tiers: recordOf(tier),
    places: recordOf(integer(1)),
  })(value, at),
  ...optional({ source: string, checkedOn: day })(value, at),
});
const lock = object({ version: integer(1), book: string, checkedOn: day, models: list(model) });

const LARGEST = 4_194_304;

/** Reads what `renderPriceLock` wrote, or somebody who wants to pass for it. */
export function readPriceLock(text: string): ReadLock {
  if (text.length > LARGEST) return { ok: false, problem: "it is too large" };
  try {
    const { book, checkedOn, models } = lock(readJson(text), "");
    return { ok: true, book: { version: book, checkedOn, models } };
  } catch (error) {
    if (error instanceof Mismatch) return { ok: false, problem: error.message };
    throw error;
  }
}

/** The same bytes for the same prices. */
export const renderPriceLock = ({ version, checkedOn, models }: Book): string =>
  `${JSON.stringify({ version: 1, book: version, checkedOn, models: models.toSorted(byName) }, null, 2)}\n`;

const byName = (one: ModelPrices, other: ModelPrices): number => (nameOf(one) < nameOf(other) ? -1 : 1);
const nameOf = ({ provider, id }: ModelPrices): string => `${provider} ${id}`;

/** In what two books differ, in words: what is new, gone, or costs something else. */
export function bookDifferences(before: Book, after: Book): readonly string[] {
  const now = new Map(after.models.map((one) => [nameOf(one), one]));
  const was = new Map(before.models.map((one) => [nameOf(one), one]));
  return [...new Set([...was.keys(), ...now.keys()])].toSorted().flatMap((name) => {
    const [old, own] = [was.get(name), now.get(name)];
    if (!old) return [`${name} is new`];
    if (!own) return [`${name} is gone`];
    return priced(old) === priced(own)
      ? []
      : [`${name} has other prices: ${shownRates(old)} became ${shownRates(own)}`];
  });
}

/** What decides what it costs, the keys of each object in one order. */
const priced = ({ names: _names, source: _source, checkedOn: _checkedOn, ...prices }: ModelPrices): string =>
  JSON.stringify(prices, (_key, value: unknown) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)))
      : value,
  );

/** What it costs now, in dollars per million tokens: input / output. */
export function shownRates({ periods }: ModelPrices): string {
  const last = periods.findLast(({ between }) => !between) ?? periods.at(-1);
  return last ? `$${last.rates.input / 1e9} / $${last.rates.output / 1e9}` : "nothing";
}
