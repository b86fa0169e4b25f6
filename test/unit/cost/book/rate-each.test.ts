import { expect, test } from "vitest";
import { openBook } from "../../../../src/cost/book/find-prices.ts";
import { rateEach } from "../../../../src/cost/book/rate-each.ts";
import { shippedBook } from "../../../../src/cost/book/shipped-book.ts";
import { used } from "../../../support/usage.ts";

test("a length from which only a lock or the user has another price is asked for, too", async () => {
  const long = { input: 9, output: 9 };
  const stepped = {
    provider: "anthropic",
    id: "claude-sonnet-4-6",
    names: ["claude-sonnet-4-6"],
    periods: [{ rates: { input: 1, output: 1 }, steps: [{ from: 50_000, rates: long }], items: {} }],
    tiers: {},
    places: {},
  };
  const book = await shippedBook();
  for (const open of [openBook(book, [], false, [stepped]), openBook(book, [stepped])]) {
    const rate = rateEach(open);
    const ratesOf = (uncached: number) => {
      const rating = rate(used("claude-sonnet-4-6", { uncached }, { provider: "anthropic" }));
      return rating.ok ? rating.options[0]?.usual : rating.why;
    };
    expect([ratesOf(49_999), ratesOf(50_000)]).toEqual([{ input: 1, output: 1 }, long]);
  }
});
