import { type Json, isObject, numberOf, objectOf, objectsOf, parsed, stringOf } from "../../../model/json.ts";
import type { Reading, ToolCall, Usage } from "../reading.ts";
import { jsonEvents } from "../sse.ts";

/** An answer of `POST /v1/messages`, whole or as a stream. */
export function readAnthropic(body: string, streamed: boolean): Reading {
  if (streamed) return readStream(body);
  const json = parsed(body);
  if (!isObject(json)) return { state: "truncated", text: "", calls: [] };
  if (json["type"] === "error") return { state: "error", text: "", calls: [], error: errorOf(json) };
  const blocks = objectsOf(json["content"]);
  const usage = usageOf(objectOf(json["usage"]), false);
  return {
    state: typeof json["stop_reason"] === "string" ? "complete" : "truncated",
    text: blocks.map(({ text }) => stringOf(text)).join(""),
    calls: blocks
      .filter(({ type }) => type === "tool_use")
      .map(({ id, name, input }) => ({
        id: stringOf(id),
        name: stringOf(name),
        arguments: JSON.stringify(input ?? {}),
      })),
    ...(usage && { usage }),
    ...ends(json),
  };
}

function readStream(body: string): Reading {
  const calls = new Map<unknown, { id: string; name: string; arguments: string }>();
  let text = "";
  let counted: Json = {};
  let head: Json = {};
  let stop: Json = {};
  let error: Reading["error"];
  let over = false;
  for (const { json } of jsonEvents(body)) {
    const { type, index } = json;
    const delta = objectOf(json["delta"]);
    if (type === "message_start") {
      head = objectOf(json["message"]);
      counted = objectOf(head["usage"]);
    } else if (type === "content_block_start") {
      const block = objectOf(json["content_block"]);
      text += stringOf(block["text"]);
      if (block["type"] === "tool_use")
        calls.set(index, { id: stringOf(block["id"]), name: stringOf(block["name"]), arguments: "" });
    } else if (type === "content_block_delta") {
      text += stringOf(delta["text"]);
      const call = calls.get(index);
      if (call) call.arguments += stringOf(delta["partial_json"]);
    } else if (type === "message_delta") {
      stop = delta;
      counted = { ...counted, ...known(objectOf(json["usage"])) };
    } else if (type === "error") error = errorOf(json);
    else if (type === "message_stop") over = true;
  }
  const usage = usageOf(counted, !over);
  return {
    state: error ? "error" : over ? "complete" : "truncated",
    text,
    calls: [...calls.values()].map((call): ToolCall => ({ ...call, arguments: call.arguments || "{}" })),
    ...(usage && { usage }),
    ...(error && { error }),
    ...ends({ model: head["model"], ...stop }),
  };
}

const known = (usage: Json): Json => Object.fromEntries(Object.entries(usage).filter(([, value]) => value !== null));

const ends = ({ stop_reason: stop, model }: Json): Pick<Reading, "stop" | "model"> => ({
  ...(typeof stop === "string" && { stop }),
  ...(typeof model === "string" && { model }),
});

function errorOf(json: Json): NonNullable<Reading["error"]> {
  const { type, message } = objectOf(json["error"]);
  return { kind: stringOf(type) || "error", message: stringOf(message) };
}

/** Anthropic counts what a cache gave and took beside the input. */
function usageOf(raw: Json, partial: boolean): Usage | undefined {
  const input = numberOf(raw["input_tokens"]);
  if (input === undefined) return undefined;
  const cacheRead = numberOf(raw["cache_read_input_tokens"]);
  const cacheWrite = numberOf(raw["cache_creation_input_tokens"]);
  return {
    input,
    output: numberOf(raw["output_tokens"]) ?? 0,
    ...(cacheRead !== undefined && { cacheRead }),
    ...(cacheWrite !== undefined && { cacheWrite }),
    partial,
    raw,
  };
}
