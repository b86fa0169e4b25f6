// npm run bench:prices: how our book agrees with LiteLLM's, which PyPI serves, on the plain prices of chat models.
import { findPrices, openBook } from "../src/cost/book/find-prices.ts";
import { priceUsage } from "../src/cost/book/price-usage.ts";
import { shippedBook } from "../src/cost/book/shipped-book.ts";
import { inNano } from "../src/cost/money.ts";
import { NO_TOKENS } from "../src/usage/record.ts";
import { LITELLM, LITELLM_KEYS, litellmBook, perMillion, PROVIDERS } from "./prices/litellm.ts";
import { nano } from "./prices/rates.ts";

/** Those whose own prices both state; others sell them under the same names. */
const MAKERS = new Set(["anthropic", "openai", "gemini", "xai", "deepseek", "mistral"]);
const MILLION = 1_000_000;

const open = openBook(await shippedBook());
const unknown: string[] = [];
const differing: string[] = [];
let agreeing = 0;
for (const [name, model] of Object.entries(litellmBook())) {
  const served = PROVIDERS[model.litellm_provider ?? ""];
  if (!served || !MAKERS.has(model.litellm_provider ?? "") || !["chat", "responses"].includes(String(model["mode"])))
    continue;
  const own = name.slice(served.before.length).toLowerCase();
  if (!findPrices(open, own, served.provider).prices) {
    unknown.push(`${served.provider} ${own}`);
    continue;
  }
  // One token of each kind, a million times: short, so that no length makes it dearer.
  const said = Object.entries({
    uncached: LITELLM_KEYS.input,
    output: LITELLM_KEYS.output,
    cacheRead: LITELLM_KEYS.cacheRead,
  }).flatMap(([kind, key]) => {
    const theirs = perMillion(model, key);
    if (theirs === undefined) return [];
    const ours = priceUsage(
      { model: own, provider: served.provider, tier: "standard", calls: 1, tokens: { ...NO_TOKENS, [kind]: 1 } },
      open,
    );
    const exact = ours.ok ? inNano(ours.expected * BigInt(MILLION)) : "none";
    return exact === String(nano(theirs)) ? [] : [`${kind} ${exact} against ${nano(theirs)}`];
  });
  if (said.length === 0) agreeing++;
  else differing.push(`${served.provider} ${own}: ${said.join(", ")}`);
}
for (const one of differing) console.log(`differs: ${one}`);
for (const one of unknown) console.log(`not in the book: ${one}`);
console.log(
  `${agreeing} agree with litellm ${LITELLM}, ${differing.length} differ, ${unknown.length} are not in the book.`,
);
