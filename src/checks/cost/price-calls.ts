import type { OpenBook } from "../../cost/book/find-prices.ts";
import { priceUsage } from "../../cost/book/price-usage.ts";
import { atMostNano, inNano, type Money, NO_MONEY } from "../../cost/money.ts";
import type { Costed } from "../../rehearsal/assertions/assertion.ts";
import type { Exchange } from "../../rehearsal/exchange.ts";
import type { CallPrices } from "../../rehearsal/recordings/call-prices.ts";
import { boundsOf } from "../../rehearsal/recordings/most-used.ts";
import { numberOf, objectOf, parsed, stringOf } from "../../model/json.ts";
import type { ModelRequest } from "../../rehearsal/wire/request.ts";
import { type AnswerUsage, answered, providerOfWire } from "../../usage/answered.ts";
import { Contradiction } from "../../usage/numbers.ts";
import { NO_TOKENS, type Tokens } from "../../usage/record.ts";

/** What calls cost by the book. */
export const priceCalls = (open: OpenBook): CallPrices => ({
  most: (request, body, bounds) => mostOf(request, body, bounds, open),
  used: ({ wire }, response, reading, bounds) => {
    const used = answeredOr(() => answered(wire, response, reading));
    const priced = used && priceUsage(ended(used, bounds.output), open);
    return priced?.ok ? atMostNano(priced.high) : undefined;
  },
});

/** What may be paid for so much, whichever way it is served; in words, why nobody knows. */
function mostOf(
  request: ModelRequest,
  body: string,
  { input, output }: { readonly input: number; readonly output: number },
  open: OpenBook,
): number | string {
  const { wire, model } = request;
  const searches = searchesOf(request);
  if (searches === undefined) return "a web search without `max_uses` may go on for ever";
  // What is written to a cache is dearer than what is only read by the model.
  const shapes: readonly Partial<Tokens>[] = [
    { uncached: input },
    ...(body.includes('"cache_control"') ? [{ cacheWrite5m: input }] : []),
    ...(/"ttl":\s*"1h"/.test(body) ? [{ cacheWrite1h: input }] : []),
  ];
  let most = NO_MONEY;
  for (const tier of tiersOf(request))
    for (const shape of shapes) {
      const tokens = { ...NO_TOKENS, ...shape, output };
      const items = searches > 0 ? { items: { "web-search": searches } } : {};
      const priced = priceUsage({ ...providerOfWire(wire), model, tier, tokens, calls: 1, ...items }, open);
      if (!priced.ok) return priced.why;
      if (priced.high > most) most = priced.high;
    }
  return atMostNano(most);
}

/** Services that may serve it: one that is asked for need not be the one that does. */
function tiersOf({ parameters }: ModelRequest): readonly string[] {
  const asked = stringOf(parameters["speed"]) || stringOf(parameters["service_tier"]);
  return ["", "auto", "default", "standard", "standard_only"].includes(asked) ? ["standard"] : ["standard", asked];
}

/** How many web searches the vendor itself may make; undefined where nothing bounds them. */
function searchesOf({ tools }: ModelRequest): number | undefined {
  let searches = 0;
  for (const { text } of tools) {
    const { type, max_uses: most } = objectOf(parsed(text));
    if (!stringOf(type).startsWith("web_search")) continue;
    const uses = numberOf(most);
    if (uses === undefined) return undefined;
    searches += uses;
  }
  return searches;
}

/** As if an answer that broke off had gone on as long as it was allowed to. */
const ended = (used: AnswerUsage, output: number): AnswerUsage =>
  used.partial ? { ...used, tokens: { ...used.tokens, output: Math.max(used.tokens.output, output) } } : used;

/** What the answers of a run cost by the book, whoever gave them. */
export function priceExchanges(exchanges: readonly Exchange[], open: OpenBook): Costed {
  let [low, expected, high]: [Money, Money, Money] = [NO_MONEY, NO_MONEY, NO_MONEY];
  for (const { request, reading, response, body } of exchanges) {
    if (!request || !reading) continue;
    const model = reading.model ?? request.model;
    const used = answeredOr(() => answered(request.wire, response, { ...reading, model }));
    if (!used) continue;
    const seen = priceUsage(used, open);
    const most = priceUsage(ended(used, boundsOf(request, body.length).output), open);
    if (!seen.ok || !most.ok) return { ok: false, why: seen.ok ? "no price" : seen.why };
    low += seen.low;
    expected += seen.expected;
    high += most.high;
  }
  return { ok: true, low: Number(inNano(low)), expected: Number(inNano(expected)), high: atMostNano(high) };
}

/** Numbers that cannot be say nothing of what was used. */
function answeredOr(read: () => AnswerUsage | undefined): AnswerUsage | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof Contradiction) return undefined;
    throw error;
  }
}
