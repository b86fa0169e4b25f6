import { type Json, objectOf, objectsOf } from "../../model/json.ts";
import { count, quantity } from "../numbers.ts";
import type { Tokens, UsageRecord } from "../record.ts";
import { safeName, UNREADABLE } from "../safe-name.ts";

/** The `usage` of one answer, as Anthropic's API words it. What a cache gave and took stands beside the input. */
export interface ClaudeUsage extends Pick<UsageRecord, "tier" | "geo" | "items"> {
  readonly tokens: Tokens;
  /** Further samplings of the same request, which its sums leave out: to compact its context, to ask an adviser. */
  readonly more: readonly (Pick<UsageRecord, "tokens"> & { readonly model?: string })[];
}

/** Throws Contradiction. */
export function claudeUsage(usage: Json): ClaudeUsage {
  const items = itemsOf(objectOf(usage["server_tool_use"]));
  const geo = geoOf(usage["inference_geo"]);
  return {
    tokens: claudeTokens(usage),
    tier: tierOf(usage),
    ...(geo !== undefined && { geo }),
    ...(items && { items }),
    more: furtherOf(usage["iterations"]),
  };
}

/**
 * Cache writes are split by how long they last. Where the parts are fewer than the whole, the rest is taken for the
 * shorter time, and marked as assumed; where they are more, it is they that are counted one by one.
 */
export function cacheWrites(
  whole: number,
  minutes: number,
  hour: number,
): Pick<Tokens, "cacheWrite5m" | "cacheWrite1h" | "assumed5m"> {
  const assumed = Math.max(0, whole - hour - minutes);
  return { cacheWrite5m: minutes + assumed, cacheWrite1h: hour, assumed5m: assumed };
}

function claudeTokens(usage: Json): Tokens {
  const parts = objectOf(usage["cache_creation"]);
  return {
    uncached: count(usage["input_tokens"]),
    cacheRead: count(usage["cache_read_input_tokens"]),
    ...cacheWrites(
      count(usage["cache_creation_input_tokens"]),
      count(parts["ephemeral_5m_input_tokens"]),
      count(parts["ephemeral_1h_input_tokens"]),
    ),
    output: count(usage["output_tokens"]),
    reasoning: count(objectOf(usage["output_tokens_details"])["thinking_tokens"]),
  };
}

/** Fast mode has prices of its own, and none are known for it together with another service. */
function tierOf({ service_tier: tier, speed }: Json): string {
  const served = safeName(tier) ?? "standard";
  const fast = safeName(speed) ?? "standard";
  if (fast === "standard") return served;
  return served === "standard" ? fast : `${served}, ${fast}`;
}

function geoOf(value: unknown): string | undefined {
  const geo = safeName(value);
  return geo === "global" || geo === "not_available" ? undefined : geo;
}

/** Fetching pages costs nothing but its tokens; what else a server counts has a price that somebody must know. */
function itemsOf(tools: Json): UsageRecord["items"] | undefined {
  let items: Record<string, number> | undefined;
  for (const [name, value] of Object.entries(tools)) {
    if (name === "web_fetch_requests" || value === 0 || value === null) continue;
    const item = name === "web_search_requests" ? "web-search" : (safeName(name) ?? UNREADABLE);
    items ??= {};
    items[item] = (items[item] ?? 0) + (item === "web-search" ? count(value) : quantity(value));
  }
  return items;
}

const furtherOf = (iterations: unknown): ClaudeUsage["more"] =>
  !Array.isArray(iterations) || iterations.length === 0
    ? NONE
    : objectsOf(iterations).flatMap((one) => {
        if (one["type"] === "message") return [];
        const model = safeName(one["model"]);
        return [{ tokens: claudeTokens(one), ...(model !== undefined && { model }) }];
      });

const NONE: ClaudeUsage["more"] = [];
