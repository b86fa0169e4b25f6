import { calcPrice } from "@pydantic/genai-prices";
import { expect, test } from "vitest";
import type { ModelPrices } from "../../src/cost/book/book.ts";
import { openBook } from "../../src/cost/book/find-prices.ts";
import { priceUsage } from "../../src/cost/book/price-usage.ts";
import { shippedBook } from "../../src/cost/book/shipped-book.ts";
import type { Tokens } from "../../src/usage/record.ts";
import { used } from "../support/usage.ts";

const book = await shippedBook();
const open = openBook(book);

/** Short, long beyond every edge, and each kind of tokens alone. The package has no price for an hour's writing of its own everywhere. */
const AMOUNTS: readonly Partial<Tokens>[] = [
  { uncached: 1000, output: 500 },
  { uncached: 1001, cacheRead: 70_003, cacheWrite5m: 2003, output: 513 },
  { uncached: 300_001, output: 7 },
  { cacheRead: 600_001, output: 11 },
  { cacheWrite5m: 150_000, uncached: 50_000, output: 1 },
  { output: 128_000 },
];
const DAYS = ["2025-06-01T12:00:00Z", "2026-03-20T02:00:00Z", "2026-08-20T00:30:00Z", "2026-11-30T23:59:59Z"];

/** Dollars as nano-dollars: what the package computes in floats lies this near. */
const near = (nano: number, dollars: number): boolean =>
  Math.abs(nano - dollars * 1e9) <= 0.5 + Math.abs(dollars) * 1e-3;

const packages = ({ uncached = 0, cacheRead = 0, cacheWrite5m = 0, output = 0 }: Partial<Tokens>) => ({
  input_tokens: uncached + cacheRead + cacheWrite5m,
  cache_read_tokens: cacheRead,
  cache_write_tokens: cacheWrite5m,
  output_tokens: output,
});

/** A name by which the package finds just this model: some of its identifiers are no names. */
const nameOf = ({ provider, id, names }: ModelPrices): string | undefined =>
  names.find((one) => calcPrice({ input_tokens: 1 }, one, { providerId: provider })?.model.id.toLowerCase() === id);

test("every model of the book costs what the package says, on any day, at any length", () => {
  const differ: string[] = [];
  const unnamed: string[] = [];
  for (const model of book.models) {
    const { provider } = model;
    const name = nameOf(model);
    if (name === undefined) unnamed.push(`${provider} ${model.id}`);
    for (const day of name === undefined ? [] : DAYS)
      for (const tokens of AMOUNTS) {
        const theirs = calcPrice(packages(tokens), name ?? "", { providerId: provider, timestamp: new Date(day) });
        const ours = priceUsage(used(name ?? "", tokens, { provider, ts: Date.parse(day) }), open);
        const says = `${provider} ${name} ${day} ${JSON.stringify(tokens)}`;
        if (!theirs || !ours.ok) differ.push(`${says}: ${ours.ok ? "no price of theirs" : ours.why}`);
        else if (!near(Number(ours.expected / 10n ** 9n) / 1000, theirs.total_price))
          differ.push(`${says}: ${ours.expected} ${theirs.total_price}`);
      }
  }
  expect(differ.slice(0, 20)).toEqual([]);
  expect(unnamed).toEqual(["mistral magistral-small"]); // another model of the package claims all of its names
});
