import type { RecordedResponse } from "../rehearsal/recordings/recording.ts";
import { objectOf } from "../model/json.ts";
import type { Reading, Usage } from "../rehearsal/wire/reading.ts";
import type { WireName } from "../rehearsal/wire/wire-name.ts";
import { claudeUsage } from "./kinds/claude-usage.ts";
import { NO_TOKENS, type UsageRecord } from "./record.ts";
import { safeName } from "./safe-name.ts";

/** What an answer took, by what its price depends on. */
export type AnswerUsage = Pick<UsageRecord, "provider" | "model" | "tier" | "tokens" | "items" | "calls" | "partial">;

/** Undefined where an answer says nothing of its usage. Throws Contradiction. */
export function answered(
  wire: WireName,
  { body }: Pick<RecordedResponse, "body">,
  { usage, model }: Pick<Reading, "usage" | "model">,
): AnswerUsage | undefined {
  return (
    usage && {
      model: safeName(model) ?? "",
      ...servedBy(wire, body, usage),
      calls: 1,
      ...(usage.partial && { partial: true as const }),
    }
  );
}

type Served = Pick<UsageRecord, "provider" | "tier" | "tokens" | "items">;

/** Anthropic says all of it in the usage; others say beside it which service has served. */
function servedBy(wire: WireName, body: Uint8Array, usage: Usage): Served {
  if (wire === "anthropic-messages") {
    const { tokens, tier, items } = claudeUsage(objectOf(usage.raw));
    return { provider: "anthropic", tokens, tier, ...(items && { items }) };
  }
  const { input, output, cacheRead = 0, cacheWrite = 0, reasoning = 0 } = usage;
  const said = Buffer.from(body)
    .toString("utf8")
    .matchAll(/"service_tier":\s*"(\w{1,30})"/g);
  const tier = [...said].at(-1)?.[1] ?? "default";
  return {
    ...providerOfWire(wire),
    tier: tier === "default" || tier === "auto" ? "standard" : tier,
    tokens: { ...NO_TOKENS, uncached: input, cacheRead, cacheWrite5m: cacheWrite, output, reasoning },
  };
}

/** Many vendors speak OpenAI's wires, and one each the others. */
export function providerOfWire(wire: WireName): Pick<UsageRecord, "provider"> {
  if (wire === "anthropic-messages") return { provider: "anthropic" };
  return wire === "gemini" ? { provider: "google" } : {};
}
