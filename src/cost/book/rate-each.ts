import { inputOf } from "../../usage/record.ts";
import type { ModelPrices } from "./book.ts";
import type { OpenBook } from "./find-prices.ts";
import { type Rated, rateUsage, type Rating } from "./rating.ts";

const HALF_HOUR = 1_800_000;

/** `rateUsage` for millions of records: one question is answered once. Prices change at half hours and at edges. */
export function rateEach(open: OpenBook): (usage: Rated) => Rating {
  const edges = new Set<number>();
  for (const { periods, tiers } of everyModel(open))
    for (const stepped of [...periods, ...Object.values(tiers)])
      if (typeof stepped === "object") for (const { from } of stepped.steps) edges.add(from);
  const sorted = [...edges].toSorted((a, b) => a - b);
  const known = new Map<string, Rating>();
  return (usage) => {
    if (usage.calls !== 1) return rateUsage(usage, open);
    const { ts, provider = "", model, tier, geo = "", tokens } = usage;
    const length = inputOf(tokens);
    const step = sorted.findLastIndex((from) => length >= from);
    const at = ts === undefined ? "" : Math.floor(ts / HALF_HOUR);
    const key = `${model}\0${provider}\0${tier}\0${geo}\0${step}\0${at}`;
    const rating = known.get(key) ?? rateUsage(usage, open);
    known.set(key, rating);
    return rating;
  };
}

function* everyModel({ book, own, locked }: OpenBook): Generator<ModelPrices> {
  yield* book.models;
  for (const names of [...own.values(), ...locked.values()]) yield* names.values();
}
