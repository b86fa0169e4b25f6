import { describe, expect, test } from "vitest";
import { priceCalls } from "../../../../src/checks/cost/price-calls.ts";
import { openBook } from "../../../../src/cost/book/find-prices.ts";
import { shippedBook } from "../../../../src/cost/book/shipped-book.ts";
import {
  release,
  type Reservation,
  reserve,
  shownAmount,
  type Spending,
  UNSPENT,
} from "../../../../src/rehearsal/recordings/budget.ts";
import { mostUsed, used } from "../../../../src/rehearsal/recordings/most-used.ts";
import { readResponse } from "../../../../src/rehearsal/recordings/recording.ts";
import type { ModelRequest } from "../../../../src/rehearsal/wire/request.ts";

const prices = priceCalls(openBook(await shippedBook()));
const NANO = "nano-dollars";
const DOLLAR = 1_000_000_000;

const request = (more: Partial<ModelRequest> = {}): ModelRequest => ({
  wire: "anthropic-messages",
  form: "json",
  model: "claude-sonnet-4-6",
  items: [],
  system: [],
  skills: [],
  tools: [],
  parameters: {},
  ...more,
});
const most = (more: Partial<ModelRequest>, body = "{}", bounds = { input: 10_000, output: 16_000 }) =>
  prices.most(request(more), body, bounds);

test("of five calls at once a budget bears those whose most it bears, and what they did not take is free again", () => {
  // 10,000 × 3,000 + 16,000 × 15,000 nano-dollars.
  const each = mostUsed({ input: 10_000, output: 16_000 }, Number(most({})));
  expect(each[NANO]).toBe(0.27 * DOLLAR);
  const budget = { [NANO]: DOLLAR };
  let spending: Spending = { ...UNSPENT, spent: { requests: 3, tokens: 0, [NANO]: 0.5 * DOLLAR } };
  const admit = (): Reservation => {
    const reserved = reserve(spending, budget, each);
    if (reserved.ok) spending = reserved.spending;
    return reserved;
  };
  const five = Array.from({ length: 5 }, admit);
  expect(five.map(({ ok }) => ok)).toEqual([true, false, false, false, false]);
  expect(five[1]).toEqual({ ok: false, short: { unit: NANO, most: 0.27 * DOLLAR, left: 0.23 * DOLLAR } });
  expect(spending.spent[NANO] + spending.reserved[NANO]).toBe(0.77 * DOLLAR);
  spending = release(spending, each, { requests: 1, tokens: 900, [NANO]: 0.05 * DOLLAR });
  expect(spending.spent[NANO]).toBe(0.55 * DOLLAR);
  expect(admit().ok).toBe(true);
  expect(spending.spent[NANO] + spending.reserved[NANO]).toBeCloseTo(0.82 * DOLLAR, 0);
});

const stream = (...events: readonly object[]) => ({
  status: 200,
  headers: { "content-type": "text/event-stream" },
  body: Buffer.from(events.map((one) => `data: ${JSON.stringify(one)}\n\n`).join("")),
  broken: true,
});

test("a stream that was cut keeps the most that it may have come to", () => {
  const asked = request({ form: "sse" });
  const bounds = { input: 500, output: 1200 };
  const usage = { input_tokens: 25, output_tokens: 1 };
  const cut = stream({ type: "message_start", message: { id: "m", model: "claude-sonnet-4-6", usage } });
  const reading = readResponse(asked.wire, asked.form, cut);
  const paid = prices.used(asked, cut, reading, bounds);
  // 25 × 3,000 + 1,200 × 15,000; what was seen of it is 25 × 3,000 + 15,000.
  expect(paid).toBe(18_075_000);
  expect(used(reading, mostUsed(bounds, 19_500_000), paid)[NANO]).toBe(18_075_000);
});

describe("the most that a call may cost", () => {
  test.each<[string, Partial<ModelRequest>, string, number]>([
    ["where it writes to a cache", {}, '{"cache_control":{"type":"ephemeral"}}', 10_000 * 3750 + 240_000_000],
    ["for an hour", {}, '{"cache_control":{"type":"ephemeral","ttl":"1h"}}', 10_000 * 6000 + 240_000_000],
    [
      "where the cheaper service may not be the one that serves",
      { parameters: { service_tier: "batch" } },
      "{}",
      270_000_000,
    ],
    [
      "with three searches",
      { tools: [{ name: "web_search", text: '{"type":"web_search_20250305","name":"web_search","max_uses":3}' }] },
      "{}",
      300_000_000,
    ],
  ])("%s", (_, more, body, nano) => {
    expect(most(more, body)).toBe(nano);
  });

  test.each<[string, Partial<ModelRequest>, string]>([
    ["without a price", { model: "claude-sonnet-9" }, "no price of claude-sonnet-9 by anthropic"],
    ["by a service without one", { parameters: { speed: "fast" } }, 'as served by "fast"'],
    [
      "with searches without end",
      { tools: [{ name: "web_search", text: '{"type":"web_search_20250305"}' }] },
      "a web search without `max_uses`",
    ],
  ])("is not known %s", (_, more, why) => {
    expect(most(more)).toContain(why);
  });
});

test.each([
  [270_000_000, "$0.27"],
  [18_075_000, "$0.018075"],
  [1_040_000_000, "$1.04"],
])("%i nano-dollars are shown as %s", (nano, shown) => {
  expect(shownAmount(NANO, nano)).toBe(shown);
});
