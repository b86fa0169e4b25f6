import { type Json, isObject, objectOf, stringOf } from "../../model/json.ts";
import type { LogKind, LogReading, Told } from "../log-kind.ts";
import { count, remainder, timeOf } from "../numbers.ts";
import { NO_TOKENS, type Tokens, type UsageRecord } from "../record.ts";
import { safeName } from "../safe-name.ts";
import { nameNumber, runOf } from "../seen.ts";

/**
 * The events that Copilot CLI keeps as `session-state/<session>/events.jsonl`: a record for each answer, and at the end
 * sums for each model, which are all that there is where a version writes no records.
 */
export const copilotSessions: LogKind = {
  source: "copilot-cli",
  title: "sessions of Copilot CLI",
  claims: (head) => /^\s*\{\s*"type":\s*"session\.start"/.test(head),
  needles: ['"session.usage_record"', '"session.shutdown"', '"session.start"', '"subagent.'],
  open: readEvents,
};

function readEvents(told: Told): LogReading {
  let session = "";
  let records = 0;
  let sums: { readonly models: Json; readonly ts: number | undefined } | undefined;
  return {
    line: (json) => {
      const data = objectOf(json["data"]);
      const ts = timeOf(json["timestamp"]);
      if (json["type"] === "session.start") session = stringOf(data["sessionId"]);
      else if (json["type"] === "session.shutdown") sums = { models: objectOf(data["modelMetrics"]), ts };
      else if (json["type"] === "session.usage_record" && isObject(data["usage"])) {
        const { usage } = data;
        records += 1;
        const own = objectOf(usage["accounting"]);
        const id = [own["sourceSessionId"], own["sequence"], own["usageId"] ?? usage["apiCallId"]]
          .map(String)
          .join(" ");
        told.record({
          ...described(usage["model"], ts),
          sourceId: id,
          tokens: tokensOf(usage),
          calls: 1,
          ...conversationOf(session, usage),
          by: agentOf(usage),
        });
      }
    },
    end: () => {
      if (records > 0 || !sums) return;
      for (const [name, metrics] of Object.entries(sums.models)) {
        if (!isObject(metrics)) continue;
        const calls = count(objectOf(metrics["requests"])["count"]);
        told.record({
          ...described(name, sums.ts),
          sourceId: `${session} ${name}`,
          tokens: tokensOf(objectOf(metrics["usage"])),
          ...(calls > 0 && { calls }),
          by: {},
        });
      }
    },
  };
}

/** Whoever serves it, the input has in it what a cache gave and took, and the output its reasoning. */
function tokensOf(usage: Json): Tokens {
  const cacheRead = count(usage["cacheReadTokens"]);
  const written = count(usage["cacheWriteTokens"]);
  const output = count(usage["outputTokens"]);
  const reasoning = count(usage["reasoningTokens"]);
  remainder(output, reasoning);
  return {
    ...NO_TOKENS,
    uncached: remainder(count(usage["inputTokens"]), cacheRead, written),
    cacheRead,
    cacheWrite5m: written,
    assumed5m: written,
    output,
    reasoning,
  };
}

/** A plan has no bill per token: what it would cost at the maker's list price is what can be said. */
function described(model: unknown, ts: number | undefined): Omit<UsageRecord, "sourceId" | "tokens" | "by"> {
  return {
    v: 1,
    source: "copilot-cli",
    ...(ts !== undefined && { ts }),
    model: safeName(model) ?? "",
    tier: "standard",
  };
}

/** A tool that starts a subagent is called in the conversation of whoever starts it. */
function conversationOf(session: string, usage: Json): Pick<UsageRecord, "run" | "thread"> {
  const parent = stringOf(usage["parentToolCallId"]);
  const whole = runOf("copilot-cli", session);
  return parent === "" ? whole : { ...whole, thread: nameNumber(`copilot-cli ${session} ${parent}`) };
}

function agentOf(usage: Json): UsageRecord["by"] {
  const agent = safeName(usage["agentName"]) ?? (usage["parentToolCallId"] === undefined ? "main" : "subagent");
  return { agent };
}
