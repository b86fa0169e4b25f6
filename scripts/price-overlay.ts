// node scripts/price-overlay.ts: writes scripts/prices/overlay.json from LiteLLM's book, for what the package's has not.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { calcPrice, type Provider } from "@pydantic/genai-prices";
import type { Rates, LengthStep, TierPrice } from "../src/cost/book/book.ts";
import { genaiProviders, namesOf } from "./prices/genai-book.ts";
import { LITELLM, LITELLM_KEYS, litellmBook, type LitellmModel, perMillion, PROVIDERS } from "./prices/litellm.ts";
import type { Overlay, OverlayModel } from "./prices/overlay.ts";
import { nano, ratesOf } from "./prices/rates.ts";

type LitellmKey = keyof typeof LITELLM_KEYS;
const TIERS = { batch: "batches", flex: "flex", priority: "priority" } as const;

const providers = new Map(genaiProviders().map((one) => [one.id, one]));
const overlay: Record<string, Record<string, OverlayModel>> = {};

for (const [name, model] of Object.entries(litellmBook())) {
  const served = PROVIDERS[model.litellm_provider ?? ""];
  const provider = served && providers.get(served.provider);
  if (provider) add(provider, name.slice(served.before.length).toLowerCase(), model);
}
const sorted = Object.fromEntries(
  Object.entries(overlay).map(([provider, models]) => [
    provider,
    Object.fromEntries(Object.entries(models).toSorted(([a], [b]) => (a < b ? -1 : 1))),
  ]),
);
const made: Overlay = {
  source: `litellm ${LITELLM}`,
  checkedOn: new Date().toISOString().slice(0, 10),
  models: sorted,
};
writeFileSync(join(import.meta.dirname, "prices/overlay.json"), `${JSON.stringify(made, null, 1)}\n`);

/** Adds what LiteLLM knows of a model besides, where both books agree on its plain prices. */
function add(provider: Provider, name: string, model: LitellmModel): void {
  const found = calcPrice({ input_tokens: 1 }, name, { providerId: provider.id });
  if (found?.provider.id !== provider.id || name.includes("/")) return;
  const { rates } = ratesOf(found.model_price);
  const agrees = (["input", "output", "cacheRead", "cacheWrite5m", "cacheWrite1h"] as const).every((key) => {
    const theirs = perMillion(model, LITELLM_KEYS[key]);
    return theirs === undefined || rates[key] === undefined || nano(theirs) === rates[key];
  });
  if (!agrees || perMillion(model, "input_cost_per_token") === undefined) return;
  const models = (overlay[provider.id] ??= {});
  const own = models[found.model.id] ?? {};
  const names = namesOf(found.model).includes(name) ? own.names : [...(own.names ?? []), name];
  const hour = perMillion(model, LITELLM_KEYS.cacheWrite1h);
  const cacheWrite1h =
    own.cacheWrite1h ?? (hour === undefined || rates.cacheWrite1h !== undefined ? undefined : nano(hour));
  const { fast, ...places } = factorsOf(model);
  const edges = ratesOf(found.model_price).steps.map(({ from }) => from);
  const tiers = Object.entries(TIERS).flatMap(([tier, suffix]) => {
    const price = tierPrice(model, suffix, { stacks: provider.id === "anthropic", edges });
    return price === undefined ? [] : [[tier, price] as const];
  });
  const whole: OverlayModel = {
    ...(names && { names }),
    tiers: { ...Object.fromEntries(tiers), ...(fast !== undefined && { fast }), ...own.tiers },
    places: { ...places, ...own.places },
    ...(cacheWrite1h !== undefined && { cacheWrite1h }),
  };
  const said = Object.entries(whole).filter(([, value]) => typeof value === "number" || Object.keys(value).length > 0);
  if (said.length > 0) models[found.model.id] = Object.fromEntries(said);
}

/** A share where it is the same for everything; Anthropic says of its batches that it is, whatever else is listed. */
function tierPrice(
  model: LitellmModel,
  suffix: string,
  { stacks, edges }: { readonly stacks: boolean; readonly edges: readonly number[] },
): TierPrice | undefined {
  const listed = Object.values(LITELLM_KEYS).flatMap((key) => {
    const price = perMillion(model, key);
    return price === undefined || price === 0 ? [] : [{ price, tier: perMillion(model, `${key}_${suffix}`) }];
  });
  const shares = new Set(
    listed.map(({ price, tier }) => (tier === undefined ? undefined : Math.round((tier / price) * 1e6) / 1e3)),
  );
  if (stacks) shares.delete(undefined);
  const [share] = shares;
  if (shares.size === 1 && share !== undefined && Number.isInteger(share)) return share;
  const rates = tierRates(model, suffix, "");
  if (rates === undefined) return undefined;
  // The edge of a length is the package's, which says whether it is in.
  const steps = edges.flatMap((from): LengthStep[] => {
    const longer = tierRates(model, suffix, `_above_${Math.floor(from / 1000)}k_tokens`);
    return longer ? [{ from, rates: longer }] : [];
  });
  return { rates, steps };
}

function tierRates(model: LitellmModel, suffix: string, length: string): Rates | undefined {
  const rate = (key: LitellmKey): number | undefined => {
    const price = perMillion(model, `${LITELLM_KEYS[key]}${length}_${suffix}`);
    return price === undefined ? undefined : nano(price);
  };
  const [input, output, cacheRead, cacheWrite5m] = [
    rate("input"),
    rate("output"),
    rate("cacheRead"),
    rate("cacheWrite5m"),
  ];
  if (input === undefined || output === undefined) return undefined;
  return {
    input,
    output,
    ...(cacheRead !== undefined && { cacheRead }),
    ...(cacheWrite5m !== undefined && { cacheWrite5m }),
  };
}

/** What it multiplies by, in thousandths: for a place that data may not leave, and for the fast mode. */
function factorsOf(model: LitellmModel): Readonly<Record<string, number>> {
  const entry = model["provider_specific_entry"];
  const factors: Record<string, number> = {};
  for (const [name, factor] of Object.entries(typeof entry === "object" && entry !== null ? entry : {}))
    if ((name === "us" || name === "fast") && typeof factor === "number") factors[name] = Math.round(factor * 1000);
  for (const place of ["us", "eu"]) {
    const factor = model[`regional_processing_uplift_multiplier_${place}`];
    if (typeof factor === "number") factors[place] = Math.round(factor * 1000);
  }
  return factors;
}
