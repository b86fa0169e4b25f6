import { type Json, isObject, objectOf, objectsOf, parsed, stringOf } from "../../model/json.ts";
import type { LogKind, LogReading, Told } from "../log-kind.ts";
import { count, nanoDollars, remainder, timeOf } from "../numbers.ts";
import { NO_TOKENS, type Tokens, type UsageRecord } from "../record.ts";
import { safeName } from "../safe-name.ts";
import { runOf } from "../seen.ts";

/**
 * Rows of LiteLLM's `LiteLLM_SpendLogs`, as `/spend/logs` gives them or as a table was exported: an array, or lines.
 * Whoever the vendor is, `prompt_tokens` has in it what a cache gave and took.
 */
export const litellmSpend: LogKind = {
  source: "litellm",
  title: "spend logs of LiteLLM",
  claims: (head) => /"call_type":/.test(head) && /"request_id":/.test(head) && /"(?:prompt_tokens|spend)":/.test(head),
  needles: ['"prompt_tokens"', '"total_tokens"'],
  open: readSpend,
};

function readSpend(told: Told): LogReading {
  const row = (json: Json): void => {
    if (json["prompt_tokens"] === undefined && json["total_tokens"] === undefined) return;
    const metadata = jsonOf(json["metadata"]);
    const usage = objectOf(metadata["usage_object"] ?? json["usage"]);
    const tokens = tokensOf(json, usage);
    const claimed = nanoDollars(json["spend"]);
    const ts = timeOf(json["startTime"] ?? json["start_time"]);
    const provider = safeName(json["custom_llm_provider"]);
    const isCached = /^true$/i.test(stringOf(json["cache_hit"]));
    const record: UsageRecord = {
      v: 1,
      source: "litellm",
      sourceId: stringOf(json["request_id"]),
      ...(ts !== undefined && { ts }),
      ...(provider !== undefined && { provider }),
      model: safeName(json["model"]) ?? "",
      tier: tierOf(usage["service_tier"]),
      tokens,
      calls: 1,
      ...runOf("litellm", json["session_id"] ?? metadata["session_id"]),
      ...(claimed !== undefined && { claimed }),
      // It was answered from LiteLLM's own cache.
      ...(isCached && { replayed: true as const }),
      by: attribution(json, metadata),
    };
    told.record(record);
  };
  return {
    line: (json) => {
      const rows = json["data"];
      if (Array.isArray(rows)) for (const one of objectsOf(rows)) row(one);
      else row(json);
    },
    end: () => {},
  };
}

function tokensOf(row: Json, usage: Json): Tokens {
  const input = objectOf(usage["prompt_tokens_details"]);
  const output = objectOf(usage["completion_tokens_details"]);
  const cacheRead = count(
    first(row["cache_read_input_tokens"], usage["cache_read_input_tokens"], input["cached_tokens"]),
  );
  const split = objectOf(input["cache_creation_token_details"]);
  const hour = count(split["ephemeral_1h_input_tokens"]);
  const written = count(
    first(row["cache_creation_input_tokens"], usage["cache_creation_input_tokens"], input["cache_creation_tokens"]),
  );
  const minutes = remainder(written, hour);
  const prompt = count(first(row["prompt_tokens"], usage["prompt_tokens"]));
  const completion = count(first(row["completion_tokens"], usage["completion_tokens"]));
  const reasoning = count(output["reasoning_tokens"]);
  return {
    ...NO_TOKENS,
    uncached: remainder(prompt, cacheRead, written),
    cacheRead,
    cacheWrite5m: minutes,
    cacheWrite1h: hour,
    assumed5m: remainder(minutes, Math.min(minutes, count(split["ephemeral_5m_input_tokens"]))),
    output: completion,
    reasoning: Math.min(reasoning, completion),
  };
}

const first = (...values: readonly unknown[]): unknown => values.find((one) => one !== undefined && one !== null);

/** What OpenAI calls default is the standard. */
const tierOf = (value: unknown): string => {
  const tier = safeName(value) ?? "standard";
  return tier === "default" || tier === "auto" ? "standard" : tier;
};

const jsonOf = (value: unknown): Json => {
  const json = typeof value === "string" ? parsed(value) : value;
  return isObject(json) ? json : {};
};

function attribution(row: Json, metadata: Json): UsageRecord["by"] {
  const agent = safeName(row["agent_id"] ?? metadata["agent"], 3);
  const workflow = safeName(metadata["workflow"], 3);
  const mcp = safeName(objectOf(metadata["mcp_tool_call_metadata"])["mcp_server_name"] ?? row["mcp_server_name"]);
  return {
    ...(agent !== undefined && { agent }),
    ...(workflow !== undefined && { workflow }),
    ...(mcp !== undefined && { mcp }),
  };
}
