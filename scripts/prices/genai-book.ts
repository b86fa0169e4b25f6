import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { findProvider, type ModelInfo, type ModelPrice, type Provider } from "@pydantic/genai-prices";

/** All providers of the pinned package. It exports a search and no list: each identifier in its text is asked for. */
export function genaiProviders(): readonly Provider[] {
  const text = readFileSync(createRequire(import.meta.url).resolve("@pydantic/genai-prices"), "utf8");
  const ids = new Set([...text.matchAll(/[{,]id:"([^"]+)"/g)].map(([, id = ""]) => id));
  const found = new Map<string, Provider>();
  for (const providerId of ids) {
    const provider = findProvider({ providerId });
    if (provider) found.set(provider.id, provider);
  }
  return [...found.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

export interface GenaiPeriod {
  readonly since?: string;
  /** Times of day in UTC: `01:00:00Z`. */
  readonly between?: readonly [string, string];
  readonly prices: ModelPrice;
}

export function periodsOf({ prices }: ModelInfo): readonly GenaiPeriod[] {
  if (!Array.isArray(prices)) return [{ prices }];
  return prices.map(({ constraint, prices: own }) => {
    if (constraint === undefined) return { prices: own };
    if (constraint.type === "start_date") return { since: constraint.start_date, prices: own };
    return { between: [constraint.start_time, constraint.end_time], prices: own };
  });
}

/** What the package compares names with as a whole, and the beginnings that it lists: names of the model, too. */
export function namesOf({ id, match }: ModelInfo): readonly string[] {
  const listed = "or" in match ? match.or : [match];
  const names = listed.flatMap((one) => ("equals" in one ? one.equals : "starts_with" in one ? one.starts_with : []));
  return [...new Set([id, ...names].map((one) => one.toLowerCase()))].filter((one) => /[a-z0-9]$/.test(one));
}
