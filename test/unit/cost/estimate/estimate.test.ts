import { describe, expect, test } from "vitest";
import { findPrices, openBook } from "../../../../src/cost/book/find-prices.ts";
import { shippedBook } from "../../../../src/cost/book/shipped-book.ts";
import { estimateWork } from "../../../../src/cost/estimate/estimate.ts";
import { runRequests } from "../../../../src/cost/estimate/run-requests.ts";
import { tokensFactor } from "../../../../src/cost/estimate/tokens-factor.ts";
import { toolPrompt } from "../../../../src/cost/estimate/tool-prompt.ts";
import { inNano } from "../../../../src/cost/money.ts";
import type { Workload } from "../../../../src/cost/profile/profile.ts";

const open = openBook(await shippedBook());
const always = (number: number) => ({ low: number, expected: number, high: number });
const load: Workload = {
  workflow: "review",
  client: "claude-code",
  folder: "",
  skills: [],
  runs: always(1),
  turns: always(3),
  prompt: always(100),
  turn: always(50),
  output: always(20),
  cacheHit: always(100),
  lifetime: "5m",
  batch: always(0),
  searches: always(0),
  own: 0,
  toolChoice: "auto",
  assumed: [],
};
const parts = [{ path: "CLAUDE.md", tokens: 1000 }];
const estimated = (more: Partial<Workload>, model = "claude-sonnet-4-6", files = parts) =>
  estimateWork(
    { load: { ...load, ...more }, model, parts: files, factor: always(1), added: { tokens: always(0), isKnown: true } },
    open,
  );
const month = (more: Partial<Workload>, model?: string, files = parts): string => {
  const { perMonth, why } = estimated(more, model, files);
  return perMonth ? [perMonth.low, perMonth.expected, perMonth.high].map(inNano).join(" ") : (why ?? "");
};

test("each request sends all that was sent and answered before", () => {
  const shape = {
    prefix: 1000,
    turns: 3,
    prompt: 100,
    turn: 50,
    output: 20,
    cacheHit: 1,
    lifetime: "5m",
    writes: true,
  } as const;
  expect([...runRequests(shape)].map(({ tokens }) => [tokens.cacheRead, tokens.cacheWrite5m, tokens.output])).toEqual([
    [0, 1100, 20],
    [1100, 70, 20],
    [1170, 70, 20],
  ]);
});

describe("a run of three requests", () => {
  test.each<[string, Partial<Workload>, string | undefined, string]>([
    // (1,100 + 70 + 70) × 3,750 + (1,100 + 1,170) × 300 + 60 × 15,000
    ["what is new is written, the rest is read", {}, undefined, "6231000"],
    // half of what was sent before is written again: (1,100 + 70 + 550 + 70 + 585) × 3,750 + 1,135 × 300 + 900,000
    ["half of it read", { cacheHit: always(50) }, undefined, "10146750"],
    // (1,240) × 6,000 + 2,270 × 300 + 900,000
    ["kept for an hour", { lifetime: "1h" }, undefined, "9021000"],
    // gpt-5.5 has no price for writing: 1,240 × 5,000 + 2,270 × 500 + 60 × 30,000
    ["a model that charges nothing for writing", {}, "gpt-5.5", "9135000"],
    ["a thousand times", { runs: always(1000) }, undefined, "6231000000"],
    ["half of them in batches", { batch: always(50) }, undefined, "4673250"],
    ["with two searches", { searches: always(2) }, undefined, "26231000"],
    // (1,100 + 400 + 70 + 70) × 3,750 + (1,500 + 1,570) × 300 + 900,000
    ["with what the client sends itself", { own: 400 }, undefined, "7971000"],
  ])("%s", (_what, more, model, nano) => {
    expect(month(more, model)).toBe([nano, nano, nano].join(" "));
  });

  test("low, expected and high are whole cases: the cheap one reads most", () => {
    // 2 requests, 1 and 4; all of it read, half, none
    const more = { turns: { low: 1, expected: 1, high: 2 }, cacheHit: { low: 0, expected: 50, high: 100 } };
    // 1,100 × 3,750 + 20 × 15,000; the second request writes all of 1,170 again
    expect(month(more)).toBe("4425000 4425000 9112500");
  });
});

test("a long request is dearer as a whole, each by its own length", () => {
  // 150,000 written at 3.75, then 150,000 read and 100,020 written at the double price, with 20 of output each
  const more = { turns: always(2), prompt: always(150_000), turn: always(100_000) };
  // 150,000 × 3,750 + 20 × 15,000 + 150,000 × 600 + 100,020 × 7,500 + 20 × 22,500
  expect(month(more, "claude-sonnet-4-5", [])).toBe("1403400000 1403400000 1403400000");
});

test("files drive the cost by their share of what is sent with every request", () => {
  const files = [
    { path: "CLAUDE.md", tokens: 750 },
    { path: "AGENTS.md", tokens: 250 },
  ];
  const { drivers } = estimated({}, undefined, files);
  // the prefix of 1,000: written once at 3,750, read twice at 300
  expect(drivers.map(({ path, perMonth }) => [path, inNano(perMonth)])).toEqual([
    ["CLAUDE.md", "3262500"],
    ["AGENTS.md", "1087500"],
  ]);
});

test("a model without a price has no estimate, and says why", () => {
  expect(month({}, "claude-sonnet-9")).toBe("no price of claude-sonnet-9");
  expect(month({}, "")).toBe("no model is named");
});

test("files of a long request cost what its tokens cost", () => {
  const more = { turns: always(1), prompt: always(200_000) };
  // 1,000 of 201,000 tokens, which are all written at the double price: 7,500 each
  const { drivers } = estimated(more, "claude-sonnet-4-5");
  expect(drivers.map(({ perMonth }) => inNano(perMonth))).toEqual(["7500000"]);
});

describe("what Anthropic adds for tools is sent with every request", () => {
  const added = (model: string, choice: Workload["toolChoice"] = "auto") =>
    toolPrompt(findPrices(open, model).prices, choice);

  test.each<[string, Workload["toolChoice"], number]>([
    ["claude-sonnet-4-6", "auto", 497],
    ["claude-sonnet-4-6", "any", 589],
    ["claude-sonnet-4-6", "no-tools", 0],
    ["claude-opus-4-8", "auto", 290],
    ["claude-sonnet-5", "any", 474],
    ["claude-haiku-4-5-20251001", "auto", 496],
    ["us.anthropic.claude-sonnet-4-5-20250929-v1:0", "auto", 496],
    ["anthropic/claude-opus-4.1", "auto", 313],
    ["anthropic.claude-sonnet-4-20250514-v1:0", "auto", 313],
    ["gpt-5.5", "auto", 0],
  ])("%s, %s: %i tokens", (model, choice, tokens) => {
    expect(added(model, choice)).toEqual({ tokens: always(tokens), isKnown: true });
  });

  test("of a model that the table has not, it is an interval, and said", () => {
    expect(added("claude-opus-5")).toEqual({ tokens: { low: 159, expected: 354, high: 675 }, isKnown: false });
  });

  test("it is written once and read again, but where logs say what is sent", () => {
    const work = { load, model: "claude-sonnet-4-6", parts, factor: always(1), added: added("claude-sonnet-4-6") };
    // 497 × 3,750 once, and 497 × 300 twice, more than 6,231,000
    expect(inNano(estimateWork(work, open).perMonth?.expected ?? 0n)).toBe("8392950");
    const measured = { runs: 20, keys: ["own-tokens"] };
    const known = estimateWork({ ...work, load: { ...load, measured } }, open);
    expect(inNano(known.perMonth?.expected ?? 0n)).toBe("6231000");
  });
});

test("a tokenizer of a newer generation makes more tokens of the same text", () => {
  const factor = (model: string) => tokensFactor(findPrices(open, model).prices).expected;
  expect(["claude-haiku-4-5", "claude-opus-4-6", "claude-opus-4-7", "claude-sonnet-5", "gpt-5.5"].map(factor)).toEqual([
    1.13, 1.13, 1.33, 1.33, 1,
  ]);
});
