import { type Json, isObject, objectOf, objectsOf, stringOf } from "../../model/json.ts";
import type { LogFile, LogKind, LogReading, Told } from "../log-kind.ts";
import { count, nanoDollars, timeOf } from "../numbers.ts";
import { NO_TOKENS, type Tokens, type UsageRecord } from "../record.ts";
import { safeName } from "../safe-name.ts";
import { runOf } from "../seen.ts";

/** What `opencode export` writes, and the messages of older versions: `storage/message/<session>/msg_*.json`. */
export const opencodeMessages: LogKind = {
  source: "opencode",
  title: "sessions of OpenCode",
  claims: (head) => /"providerID":\s*"/.test(head) && /"modelID":\s*"/.test(head) && !/"type":\s*"step_/.test(head),
  needles: ['"modelID"'],
  open: readMessages,
};

function readMessages(told: Told, { shared }: LogFile): LogReading {
  return {
    line: (json) => {
      const infos = "messages" in json ? objectsOf(json["messages"]).map((one) => objectOf(one["info"])) : [json];
      for (const info of infos) {
        shared.set(`session ${stringOf(info["sessionID"])}`, "");
        const record = messageRecord(info);
        if (record) told.record(record);
      }
    },
    end: () => {},
  };
}

/** A message of the assistant as it is kept. Throws Contradiction. */
function messageRecord(info: Json): UsageRecord | undefined {
  if (info["role"] !== "assistant" || !isObject(info["tokens"])) return undefined;
  const tokens = tokensOf(info["tokens"]);
  if (Object.values(tokens).every((one) => one === 0)) return undefined;
  const agent = safeName(info["agent"] ?? info["mode"]);
  const provider = safeName(info["providerID"]);
  const { created } = objectOf(info["time"]);
  return {
    ...described(created, info["cost"]),
    sourceId: stringOf(info["id"]),
    ...(provider !== undefined && { provider }),
    model: safeName(info["modelID"]) ?? "",
    tokens,
    ...runOf("opencode", info["sessionID"]),
    by: { ...(agent !== undefined && { agent }) },
  };
}

/** What `opencode run --format json` prints: each step that ended, without its model. */
export const opencodeRuns: LogKind = {
  source: "opencode",
  title: "output of opencode run --format json",
  summary: true,
  claims: (head) => /"type":\s*"step_start"/.test(head) && /"sessionID":\s*"/.test(head),
  needles: ['"step_finish"'],
  open: readRun,
};

function readRun(told: Told, { shared }: LogFile): LogReading {
  return {
    line: (json) => {
      const part = objectOf(json["part"]);
      if (json["type"] !== "step_finish" || !isObject(part["tokens"])) return;
      if (shared.has(`session ${stringOf(json["sessionID"])}`)) return;
      told.record({
        ...described(json["timestamp"], part["cost"]),
        sourceId: stringOf(part["id"]),
        model: "",
        tokens: tokensOf(part["tokens"]),
        ...runOf("opencode", json["sessionID"]),
        by: {},
      });
    },
    end: () => {},
  };
}

/** Everything stands beside everything else; the total proves it. Throws Contradiction. */
function tokensOf({ input, output, reasoning, cache }: Json): Tokens {
  const { read, write } = objectOf(cache);
  const thought = count(reasoning);
  const written = count(write);
  return {
    ...NO_TOKENS,
    uncached: count(input),
    cacheRead: count(read),
    cacheWrite5m: written,
    assumed5m: written,
    output: count(output) + thought,
    reasoning: thought,
  };
}

/** A cost of nothing is what it says of models that it has no price of. */
function described(time: unknown, cost: unknown) {
  const ts = timeOf(time);
  const claimed = nanoDollars(cost);
  return {
    v: 1 as const,
    source: "opencode" as const,
    ...(ts !== undefined && { ts }),
    tier: "standard",
    calls: 1,
    ...(claimed !== undefined && claimed > 0 && { claimed }),
  };
}
