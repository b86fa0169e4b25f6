import { type Json, isObject, numberOf, objectOf, objectsOf, parsed, stringOf } from "../../../model/json.ts";
import type { Reading, ToolCall, Usage } from "../reading.ts";
import { jsonEvents, serverEvents } from "../sse.ts";

/** An answer of `POST /v1/chat/completions`, whole or as a stream; of several choices, the first. */
export function readChat(body: string, streamed: boolean): Reading {
  if (streamed) return readStream(body);
  const json = parsed(body);
  if (!isObject(json)) return { state: "truncated", text: "", calls: [] };
  if (isObject(json["error"])) return { state: "error", text: "", calls: [], error: openaiErrorOf(json["error"]) };
  const [choice] = objectsOf(json["choices"]);
  const message = objectOf(choice?.["message"]);
  const usage = chatUsage(json["usage"], false);
  return {
    state: typeof choice?.["finish_reason"] === "string" ? "complete" : "truncated",
    text: stringOf(message["content"]) || stringOf(message["refusal"]),
    calls: objectsOf(message["tool_calls"]).map((call): ToolCall => {
      const called = objectOf(call["function"]);
      return { id: stringOf(call["id"]), name: stringOf(called["name"]), arguments: stringOf(called["arguments"]) };
    }),
    ...(usage && { usage }),
    ...ends(choice?.["finish_reason"], json["model"]),
  };
}

function readStream(body: string): Reading {
  const calls = new Map<unknown, { id: string; name: string; arguments: string }>();
  let text = "";
  let stop: unknown;
  let model: unknown;
  let usage: Usage | undefined;
  let error: Reading["error"];
  const over = serverEvents(body).some(({ data }) => data === "[DONE]");
  for (const { json } of jsonEvents(body)) {
    if (isObject(json["error"])) error = openaiErrorOf(json["error"]);
    model ??= json["model"];
    usage = chatUsage(json["usage"], !over) ?? usage;
    const choice = objectsOf(json["choices"]).find(({ index = 0 }) => index === 0);
    const delta = objectOf(choice?.["delta"]);
    text += stringOf(delta["content"]) + stringOf(delta["refusal"]);
    stop = choice?.["finish_reason"] ?? stop;
    for (const call of objectsOf(delta["tool_calls"])) {
      const called = objectOf(call["function"]);
      const known = calls.get(call["index"]) ?? { id: "", name: "", arguments: "" };
      known.id ||= stringOf(call["id"]);
      known.name ||= stringOf(called["name"]);
      known.arguments += stringOf(called["arguments"]);
      calls.set(call["index"], known);
    }
  }
  return {
    state: error ? "error" : over ? "complete" : "truncated",
    text,
    calls: [...calls.values()],
    ...(usage && { usage }),
    ...(error && { error }),
    ...ends(stop, model),
  };
}

const ends = (stop: unknown, model: unknown): Pick<Reading, "stop" | "model"> => ({
  ...(typeof stop === "string" && { stop }),
  ...(typeof model === "string" && { model }),
});

export function openaiErrorOf({ type, code, message }: Json): NonNullable<Reading["error"]> {
  return { kind: stringOf(code) || stringOf(type) || "error", message: stringOf(message) };
}

/** OpenAI counts what a cache gave inside the input. */
export function chatUsage(value: unknown, partial: boolean): Usage | undefined {
  const raw = objectOf(value);
  const all = numberOf(raw["prompt_tokens"]);
  if (all === undefined) return undefined;
  const cacheRead = numberOf(objectOf(raw["prompt_tokens_details"])["cached_tokens"]);
  const reasoning = numberOf(objectOf(raw["completion_tokens_details"])["reasoning_tokens"]);
  return {
    input: all - (cacheRead ?? 0),
    output: numberOf(raw["completion_tokens"]) ?? 0,
    ...(cacheRead !== undefined && { cacheRead }),
    ...(reasoning !== undefined && { reasoning }),
    partial,
    raw,
  };
}
