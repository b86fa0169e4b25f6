import { describe, expect, test } from "vitest";
import { openBook, type OpenBook } from "../../../../src/cost/book/find-prices.ts";
import { ownPrices, type PriceEntry } from "../../../../src/cost/book/own-prices.ts";
import { priceUsage } from "../../../../src/cost/book/price-usage.ts";
import { shippedBook } from "../../../../src/cost/book/shipped-book.ts";
import { inDollars, inNano } from "../../../../src/cost/money.ts";
import type { UsageRecord } from "../../../../src/usage/record.ts";
import { used } from "../../../support/usage.ts";

const book = await shippedBook();
const open = openBook(book);

/** Nano-dollars: low, expected, high; one number where they are the same. */
function cost(usage: UsageRecord, by: OpenBook = open): string {
  const priced = priceUsage(usage, by);
  if (!priced.ok) return priced.why;
  const [low, expected, high] = [inNano(priced.low), inNano(priced.expected), inNano(priced.high)];
  return low === high ? expected : `${low} ${expected} ${high}`;
}

function withOwn(...entries: readonly PriceEntry[]): OpenBook {
  const own = ownPrices(entries, openBook(book));
  if (!own.ok) throw new Error(own.problem);
  return openBook(book, own.models);
}

/** As a log has it that does not say how many answers it sums up. */
function summed(usage: UsageRecord): UsageRecord {
  const { calls: _calls, ...rest } = usage;
  return rest;
}

/** By the beginning of a day; the hour matters to few. */
const on = (time: string) => ({ ts: Date.parse(time.length === 10 ? `${time}T00:00:00Z` : time) });

/**
 * Worked out by hand from the prices of 2026-11-30, in nano-dollars a token: Sonnet 4.6 in 3,000, write 3,750 and 6,000,
 * read 300, out 15,000; Haiku 4.5 1,000, 1,250 and 2,000, 100, 5,000; gpt-5.5 5,000, read 500, out 30,000.
 */
const CASES: Readonly<Record<string, readonly (readonly [what: string, usage: UsageRecord, nano: string])[]>> = {
  "tokens of each kind": [
    ["input", used("claude-sonnet-4-6", { uncached: 1 }), "3000"],
    ["output", used("claude-sonnet-4-6", { output: 1 }), "15000"],
    ["read from a cache", used("claude-sonnet-4-6", { cacheRead: 1 }), "300"],
    ["written for five minutes", used("claude-sonnet-4-6", { cacheWrite5m: 1 }), "3750"],
    ["written for an hour", used("claude-sonnet-4-6", { cacheWrite1h: 1 }), "6000"],
    ["reasoning is output already", used("claude-sonnet-4-6", { output: 100, reasoning: 60 }), "1500000"],
    [
      "reasoning with a price of its own",
      used("sonar-deep-research", { output: 100, reasoning: 60 }, { provider: "perplexity" }),
      "500000",
    ],
    ["the last of several lines of one answer", used("claude-sonnet-4-6", { uncached: 10, output: 159 }), "2415000"],
    ["a model whose cache is read at a fortieth", used("claude-fable-5-1", { cacheRead: 1_000_000 }), "250000000"],
    ["a model whose cache is read at a twentieth", used("claude-opus-5-5", { cacheRead: 1_000_000 }), "200000000"],
    ["a model without a price for reading: as input", used("o3-pro", { cacheRead: 1000 }), "20000000"],
    ["a model without a price for writing: as input", used("gpt-5.5", { cacheWrite5m: 1000 }), "5000000"],
    ["a model with one for writing", used("gpt-5.6-sol", { cacheWrite5m: 1000 }, on("2026-11-01")), "5000000"],
  ],
  "traps of caches": [
    [
      "a forked session's history counts once, with what came after",
      used("claude-sonnet-4-6", { uncached: 4, output: 640, cacheWrite5m: 1520, cacheRead: 56_889 }),
      "32378700",
    ],
    [
      "one hour is not five minutes",
      used("claude-sonnet-4-6", { uncached: 6, output: 200, cacheRead: 17_922, cacheWrite1h: 14_980 }),
      "98274600",
    ],
    [
      "of unknown lifetime: at least and expected five minutes, at most an hour",
      used("claude-sonnet-4-6", { uncached: 6, output: 200, cacheWrite5m: 2000, cacheWrite1h: 1000, assumed5m: 400 }),
      "16518000 16518000 17418000",
    ],
    [
      "of unknown lifetime where there is one price for writing",
      used("gpt-5.6-sol", { cacheWrite5m: 1000, assumed5m: 1000 }, on("2026-11-01")),
      "5000000",
    ],
    [
      "the same call from three sources is one record",
      used("claude-sonnet-4-6", { uncached: 3, cacheWrite5m: 12_304, output: 550 }),
      "54399000",
    ],
    ["sub-agents and their session", used("claude-sonnet-4-6", { uncached: 13_000, output: 1800 }), "66000000"],
    ["a session without its sub-agents", used("claude-sonnet-4-6", { uncached: 1000, output: 100 }), "4500000"],
    ["three answers of a relay with one id", used("claude-sonnet-4-6", { uncached: 4400, output: 130 }), "15150000"],
    [
      "counters that go on",
      used("gpt-5.5", { uncached: 2200, cacheRead: 800, output: 300, reasoning: 90 }),
      "20400000",
    ],
    ["twins are two", used("gpt-5.5", { uncached: 2000, output: 200 }), "16000000"],
    [
      "OpenTelemetry with the cache beside the input",
      used("claude-haiku-4-5", { uncached: 25, cacheRead: 75 }),
      "32500",
    ],
    [
      "thoughts beside the candidates",
      used("gemini-2.5-pro", { uncached: 15_021, cacheRead: 40_000, output: 1708, reasoning: 785 }),
      "40856250",
    ],
  ],
  "long requests": [
    [
      "cached input counts for the length, and the whole request is dearer",
      used("claude-sonnet-4-5", { uncached: 1000, cacheRead: 210_000, output: 1000 }),
      "154500000",
    ],
    ["the edge of Sonnet 4.5 is out", used("claude-sonnet-4-5", { uncached: 200_000 }), "600000000"],
    ["one above it", used("claude-sonnet-4-5", { uncached: 200_001 }), "1200006000"],
    [
      "output does not count for the length",
      used("claude-sonnet-4-5", { uncached: 200_000, output: 64_000 }),
      "1560000000",
    ],
    ["writing counts for the length", used("claude-sonnet-4-5", { cacheWrite1h: 200_001 }), "2400012000"],
    ["one below the edge of gpt-5.5", used("gpt-5.5", { uncached: 271_999 }), "1359995000"],
    ["the edge of gpt-5.5 is in", used("gpt-5.5", { uncached: 272_000 }), "2720000000"],
    ["the edge of gpt-6-sol is out", used("gpt-6-sol", { uncached: 272_000 }), "544000000"],
    ["one above it costs twice", used("gpt-6-sol", { uncached: 272_001 }), "1088004000"],
    ["the edge of gemini-2.5-pro is out", used("gemini-2.5-pro", { uncached: 200_000 }), "250000000"],
    ["one above the edge of gemini-2.5-pro", used("gemini-2.5-pro", { uncached: 200_001 }), "500002500"],
    ["the edge of grok-4.5 is in", used("grok-4.5", { uncached: 200_000 }), "800000000"],
    [
      "Sonnet 4.6 costs the same at any length since 2026-03-13",
      used("claude-sonnet-4-6", { uncached: 900_000 }, on("2026-03-13")),
      "2700000000",
    ],
    ["and did not before", used("claude-sonnet-4-6", { uncached: 900_000 }, on("2026-03-12")), "5400000000"],
    [
      "three requests of 100,000 in one sum",
      used("claude-sonnet-4-5", { uncached: 300_000 }, { calls: 3 }),
      "900000000 900000000 1800000000",
    ],
    [
      "a sum of unknown many",
      summed(used("claude-sonnet-4-5", { uncached: 300_000 })),
      "900000000 900000000 1800000000",
    ],
    [
      "a sum that is too short to hold a long one",
      used("claude-sonnet-4-5", { uncached: 150_000 }, { calls: 3 }),
      "450000000",
    ],
    [
      "two requests that are long in the mean",
      used("claude-sonnet-4-5", { uncached: 500_000 }, { calls: 2 }),
      "1500000000 3000000000 3000000000",
    ],
  ],
  "the service that was served": [
    [
      "half of a nano-dollar a token",
      used("gpt-5-mini", { uncached: 1000, cacheRead: 1000, output: 500 }, { tier: "flex" }),
      "637500",
    ],
    ["the same as standard", used("gpt-5-mini", { uncached: 1000, cacheRead: 1000, output: 500 }), "1275000"],
    ["a batch of Sonnet 4.6", used("claude-sonnet-4-6", { uncached: 1000, output: 100 }, { tier: "batch" }), "2250000"],
    [
      "a batch's cache",
      used("claude-sonnet-4-6", { cacheRead: 1000, cacheWrite1h: 1000 }, { tier: "batch" }),
      "3150000",
    ],
    [
      "priority of gpt-5.5 costs two and a half times",
      used("gpt-5.5", { uncached: 1000, output: 100 }, { tier: "priority" }),
      "20000000",
    ],
    ["fast mode of Opus 4.8", used("claude-opus-4-8", { uncached: 1000, output: 100 }, { tier: "fast" }), "15000000"],
    [
      "fast mode that has no price",
      used("claude-sonnet-4-6", { uncached: 1 }, { tier: "fast" }),
      'no price of claude-sonnet-4-6 as served by "fast" at that time',
    ],
    [
      "a service that nobody knows",
      used("claude-sonnet-4-6", { uncached: 1 }, { tier: "slow" }),
      'no price of claude-sonnet-4-6 as served by "slow" at that time',
    ],
    [
      "a name that every object has",
      used("claude-sonnet-4-6", { uncached: 1 }, { tier: "constructor" }),
      'no price of claude-sonnet-4-6 as served by "constructor" at that time',
    ],
    [
      "inference that may not leave the country",
      used("claude-opus-5-5", { uncached: 1000, output: 100 }, { geo: "us" }),
      "6600000",
    ],
    ["anywhere", used("claude-opus-5-5", { uncached: 1000 }, { geo: "global" }), "4000000"],
    [
      "a place of a model that has none",
      used("claude-haiku-4-5", { uncached: 1 }, { geo: "us" }),
      'no price of claude-haiku-4-5 for inference in "us"',
    ],
    [
      "a batch that may not leave the country",
      used("claude-opus-5-5", { uncached: 1000 }, { tier: "batch", geo: "us" }),
      "2200000",
    ],
  ],
  "what is charged by the piece": [
    [
      "searches",
      used(
        "claude-sonnet-4-6",
        { uncached: 105, output: 6039, cacheRead: 7123, cacheWrite5m: 7345 },
        { items: { "web-search": 3 } },
      ),
      "150580650",
    ],
    [
      "searches of a batch cost the same",
      used("claude-sonnet-4-6", {}, { items: { "web-search": 1 }, tier: "batch" }),
      "10000000",
    ],
    [
      "something that has no price",
      used("claude-sonnet-4-6", { uncached: 1 }, { items: { code_execution_hours: 1 } }),
      "no price of claude-sonnet-4-6 for code_execution_hours",
    ],
    ["none of it", used("claude-sonnet-4-6", { uncached: 1 }, { items: { code_execution_hours: 0 } }), "3000"],
    [
      "a name that every object has",
      used("claude-sonnet-4-6", { uncached: 1 }, { items: { toString: 1 } }),
      "no price of claude-sonnet-4-6 for toString",
    ],
    ["a fee for each request", used("sonar", { uncached: 1000 }, { provider: "perplexity" }), "13000000"],
  ],
  names: [
    [
      "a smaller model is not its larger one",
      used("gpt-5.4-mini", { uncached: 1_000_000, output: 100_000 }),
      "1200000000",
    ],
    ["a model that nobody knows", used("claude-sonnet-9", { uncached: 1 }), "no price of claude-sonnet-9"],
    ["an old one", used("claude-2.1", { uncached: 1 }), "no price of claude-2.1; the nearest is claude-2"],
    ["no name of a model", used("auto", { uncached: 1 }), "no price of auto"],
    [
      "a name that begins like another",
      used("claude-sonnet-5-5", { uncached: 1 }),
      "no price of claude-sonnet-5-5; the nearest is claude-sonnet-5",
    ],
    ["none", used("", { uncached: 1 }), "no model is named"],
    ["a window of a million tokens", used("claude-opus-4-8[1m]", { uncached: 1000 }), "5000000"],
    ["a snapshot", used("claude-haiku-4-5-20251001", { uncached: 1000 }), "1000000"],
    [
      "Bedrock's, which costs a tenth more in a region",
      used("us.anthropic.claude-sonnet-4-5-20250929-v1:0", { uncached: 1000 }),
      "3300000",
    ],
    ["with its maker in front", used("anthropic/claude-sonnet-4.6", { uncached: 1000 }), "3000000"],
    ["capitals", used("Claude-Sonnet-4-6", { uncached: 1 }), "3000"],
    ["by another who serves it", used("claude-sonnet-4-6", { uncached: 1000 }, { provider: "aws.bedrock" }), "3300000"],
    [
      "by somebody whom the book does not know",
      used("claude-sonnet-4-6", { uncached: 1 }, { provider: "my-proxy" }),
      "no price of claude-sonnet-4-6 by my-proxy",
    ],
    ["a placeholder without tokens", used("<synthetic>", {}), "0"],
    ["a placeholder with tokens", used("<synthetic>", { output: 1 }), "no price of <synthetic>"],
    [
      "a recorded price of zero is not asked",
      used("claude-sonnet-4-6", { uncached: 1000, output: 100 }, { claimed: 0 }),
      "4500000",
    ],
  ],
  times: [
    ["o3 before its price fell", used("o3", { uncached: 1000 }, on("2025-06-09")), "10000000"],
    ["o3 since", used("o3", { uncached: 1000 }, on("2025-06-10")), "2000000"],
    ["without a time: the day of the book", used("o3", { uncached: 1000 }), "2000000"],
    ["a cheap hour", used("deepseek-chat", { uncached: 1_000_000 }, on("2026-11-01T23:00:00Z")), "135000000"],
    ["a dear hour", used("deepseek-chat", { uncached: 1_000_000 }, on("2026-11-01T00:30:00Z")), "270000000"],
    [
      "the hour at which it ends is cheap",
      used("deepseek-chat", { uncached: 1_000_000 }, on("2026-11-01T16:30:00Z")),
      "135000000",
    ],
    ["an hour that nobody knows", used("deepseek-chat", { uncached: 1_000_000 }), "135000000 135000000 270000000"],
  ],
};

for (const [group, cases] of Object.entries(CASES))
  describe(group, () => {
    test.each(cases)("%s", (_what, usage, nano) => {
      expect(cost(usage)).toBe(nano);
    });
  });

test("the table has a case for everything that prices depend on", () => {
  expect(Object.values(CASES).flat().length).toBeGreaterThanOrEqual(60);
});

test("sums are exact, and rounded once", () => {
  const flex = priceUsage(used("gpt-5-mini", { uncached: 1, cacheRead: 1 }, { tier: "flex" }), open);
  if (!flex.ok) throw new Error(flex.why);
  expect([inNano(flex.expected), inNano(flex.expected + flex.expected)]).toEqual(["138", "275"]);
});

describe("prices of users", () => {
  const example = withOwn(
    { model: "haiku", "input-dollars-per-million": 2.5, "output-dollars-per-million": 5 },
    { model: "sonnet", "input-dollars-per-million": 7.5, "output-dollars-per-million": 15 },
    { model: "opus", "input-dollars-per-million": 90, "output-dollars-per-million": 180 },
  );
  test.each([
    ["haiku", { uncached: 100, output: 200 }, "1250000"],
    ["sonnet", { uncached: 500, output: 1000 }, "18750000"],
    ["opus", { uncached: 200, output: 400 }, "90000000"],
  ])("%s costs what they say", (model, tokens, nano) => {
    expect(cost(used(model, tokens), example)).toBe(nano);
  });

  test("all of it is eleven cents", () => {
    const calls = [
      used("haiku", { uncached: 100, output: 200 }),
      used("sonnet", { uncached: 500, output: 1000 }),
      used("opus", { uncached: 200, output: 400 }),
    ];
    const prices = calls.map((one) => priceUsage(one, example));
    expect(inDollars(prices.reduce((sum, one) => sum + (one.ok ? one.expected : 0n), 0n))).toBe("$0.11");
  });

  test("they win over the book, for the provider that they name", () => {
    const own = withOwn({
      model: "gpt-5.5",
      provider: "azure",
      "input-dollars-per-million": 4,
      "output-dollars-per-million": 20,
    });
    expect(cost(used("gpt-5.5", { uncached: 1000 }, { provider: "azure" }), own)).toBe("4000000");
    expect(cost(used("gpt-5.5", { uncached: 1000 }, { provider: "openai" }), own)).toBe("5000000");
  });

  test("a model like another costs the same", () => {
    const own = withOwn({ model: "claude-sonnet-5-5", like: "claude-sonnet-5" });
    expect(cost(used("claude-sonnet-5-5", { uncached: 1000, cacheWrite1h: 1000 }), own)).toBe("6000000");
  });

  test("a model like none is a problem", () => {
    expect(ownPrices([{ model: "mine", like: "claude-sonnet-9" }], openBook(book))).toEqual({
      ok: false,
      problem: "prices: the book has no claude-sonnet-9, which mine is to be like",
    });
  });

  test("days, lengths, services and searches", () => {
    const base = { model: "mine", "input-dollars-per-million": 1, "output-dollars-per-million": 2 };
    const own = withOwn(
      {
        ...base,
        since: "2026-06-01",
        "input-dollars-per-million": 3,
        "long-context": { "from-input-tokens": 1000, "input-dollars-per-million": 6, "output-dollars-per-million": 4 },
        "percent-of-standard": { batch: 50 },
        "web-search-dollars-per-thousand": 5,
      },
      base,
    );
    expect(cost(used("mine", { uncached: 10 }, on("2026-05-31")), own)).toBe("10000");
    expect(cost(used("mine", { uncached: 10 }, on("2026-06-01")), own)).toBe("30000");
    expect(cost(used("mine", { uncached: 1000 }, on("2026-06-01")), own)).toBe("6000000");
    expect(cost(used("mine", { uncached: 10 }, { ...on("2026-06-01"), items: { "web-search": 2 } }), own)).toBe(
      "10030000",
    );
    expect(cost(used("mine", { cacheWrite1h: 1 }), own)).toBe("no price of mine for cache writes of one hour");
  });
});

test("the nearest kin has to be allowed, and is said", () => {
  const allowed = openBook(book, [], true);
  const priced = priceUsage(used("claude-sonnet-5-5", { uncached: 1000 }), allowed);
  expect(priced).toMatchObject({ ok: true, assumed: ["family"] });
  expect(cost(used("claude-sonnet-5-5", { uncached: 1000 }), allowed)).toBe("2000000");
  expect(cost(used("claude-sonnet-9", { uncached: 1 }), allowed)).toBe("no price of claude-sonnet-9");
});

test("what broke off took at least this", () => {
  expect(priceUsage(used("claude-sonnet-4-6", { uncached: 25, output: 1 }, { partial: true }), open)).toMatchObject({
    expected: 90_000n * 10n ** 12n,
    assumed: ["partial"],
  });
});
