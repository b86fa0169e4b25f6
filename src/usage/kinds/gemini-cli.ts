import { type Json, isObject, objectOf, objectsOf, stringOf } from "../../model/json.ts";
import type { LogFile, LogKind, LogReading, Told } from "../log-kind.ts";
import { count, remainder, timeOf } from "../numbers.ts";
import type { UsageRecord } from "../record.ts";
import { safeName } from "../safe-name.ts";
import { runOf } from "../seen.ts";
import { geminiTokens } from "./gemini-usage.ts";

/**
 * The chats that Gemini CLI keeps as `tmp/<project>/chats/session-*`: lines, and in older versions one JSON. A message
 * is written again when its tools have run.
 */
export const geminiChats: LogKind = {
  source: "gemini-cli",
  title: "chats of Gemini CLI",
  claims: (head) => /^\s*\{\s*"sessionId":\s*"[^"]*",\s*"projectHash":/.test(head),
  needles: ['"tokens"', '"sessionId"'],
  open: readChat,
};

function readChat(told: Told, { shared }: LogFile): LogReading {
  const answers = new Map<string, UsageRecord>();
  let session = "";
  const message = (json: Json): void => {
    if (json["type"] !== "gemini" || !isObject(json["tokens"])) return;
    const { input, output, cached, thoughts, tool, total } = json["tokens"];
    const id = stringOf(json["id"]);
    answers.set(id, {
      ...described(json["model"], json["timestamp"]),
      sourceId: id,
      tokens: geminiTokens({ prompt: input, cached, candidates: output, thoughts, tool, total }),
      calls: 1,
      ...runOf("gemini-cli", session),
      by: { agent: "main" },
    });
  };
  return {
    line: (json) => {
      if (typeof json["sessionId"] === "string") {
        session = json["sessionId"];
        shared.set(`session ${session}`, "");
      }
      // An older version has all of them in one, and a newer one those that a session begins with.
      for (const one of objectsOf(json["messages"] ?? objectOf(json["$set"])["messages"])) message(one);
      message(json);
    },
    end: () => {
      for (const one of answers.values()) told.record(one);
    },
  };
}

/** What `gemini -o json` and `-o stream-json` print: sums for each model. */
export const geminiResults: LogKind = {
  source: "gemini-cli",
  title: "output of gemini -o json or stream-json",
  summary: true,
  claims: (head) =>
    /"session_id":\s*"/.test(head) && (/"stats":\s*\{/.test(head) || /"type":\s*"init","timestamp"/.test(head)),
  needles: ['"stats"', '"init"'],
  open: readResult,
};

function readResult(told: Told, { shared }: LogFile): LogReading {
  let session = "";
  return {
    line: (json) => {
      session = stringOf(json["session_id"]) || session;
      if (!isObject(json["stats"]) || shared.has(`session ${session}`)) return;
      for (const [name, used] of Object.entries(objectOf(json["stats"]["models"]))) {
        if (!isObject(used)) continue;
        const requests = objectOf(used["api"]);
        const calls = remainder(count(requests["totalRequests"]), count(requests["totalErrors"]));
        told.record({
          ...described(name, json["timestamp"]),
          sourceId: `${session} ${stringOf(json["timestamp"])} ${name}`,
          tokens: geminiTokens(isObject(used["tokens"]) ? countsOf(used["tokens"]) : streamedOf(used)),
          ...(calls > 0 && { calls }),
          by: {},
        });
      }
    },
    end: () => {},
  };
}

const countsOf = ({ prompt, cached, candidates, thoughts, tool, total }: Json) => ({
  prompt,
  cached,
  candidates,
  thoughts,
  tool,
  total,
});

/** A stream leaves out the thoughts, but for the total. */
const streamedOf = ({ input_tokens: prompt, cached, output_tokens: candidates, total_tokens: total }: Json) => ({
  prompt,
  cached,
  candidates,
  thoughts: remainder(count(total), count(prompt), count(candidates)),
  tool: 0,
  total,
});

function described(model: unknown, timestamp: unknown) {
  const ts = timeOf(timestamp);
  return {
    v: 1 as const,
    source: "gemini-cli" as const,
    ...(ts !== undefined && { ts }),
    provider: "google",
    model: safeName(model) ?? "",
    tier: "standard",
  };
}
