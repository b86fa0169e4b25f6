import { openaiErrorOf } from "../chat/read.ts";
import { type Json, isObject, numberOf, objectOf, objectsOf, parsed, stringOf } from "../../../model/json.ts";
import type { Reading, ToolCall, Usage } from "../reading.ts";
import { jsonEvents } from "../sse.ts";

/** An answer of `POST /v1/responses`, whole or as a stream. */
export function readResponses(body: string, streamed: boolean): Reading {
  if (streamed) return readStream(body);
  const json = parsed(body);
  if (!isObject(json)) return { state: "truncated", text: "", calls: [] };
  if (json["status"] === undefined && isObject(json["error"]))
    return { state: "error", text: "", calls: [], error: openaiErrorOf(json["error"]) };
  return readResponse(json);
}

/** The events bring the answer in pieces; the last one holds it whole, and wins. */
function readStream(body: string): Reading {
  let text = "";
  let error: Reading["error"];
  let model: unknown;
  const calls: ToolCall[] = [];
  for (const { json } of jsonEvents(body)) {
    const { type } = json;
    const response = objectOf(json["response"]);
    model ??= response["model"];
    if (type === "response.completed" || type === "response.incomplete" || type === "response.failed")
      return readResponse(response, { text, calls });
    if (type === "response.output_text.delta" || type === "response.refusal.delta") text += stringOf(json["delta"]);
    else if (type === "response.output_item.done") calls.push(...callsOf([objectOf(json["item"])]));
    else if (type === "error")
      error = openaiErrorOf(isObject(json["error"]) ? json["error"] : { ...json, type: undefined });
  }
  return {
    state: error ? "error" : "truncated",
    text,
    calls,
    ...(error && { error }),
    ...(typeof model === "string" && { model }),
  };
}

/** Some servers leave the output of the last event empty: then what the pieces said holds. */
function readResponse(response: Json, seen: Pick<Reading, "text" | "calls"> = { text: "", calls: [] }): Reading {
  const { status, model } = response;
  const output = objectsOf(response["output"]);
  const text = output
    .filter(({ type }) => type === "message")
    .flatMap(({ content }) => objectsOf(content))
    .map((part) => stringOf(part["text"]) || stringOf(part["refusal"]))
    .join("");
  const stop = status === "incomplete" ? objectOf(response["incomplete_details"])["reason"] : status;
  const failed = isObject(response["error"]) ? openaiErrorOf(response["error"]) : undefined;
  const usage = usageOf(response["usage"], status === "failed");
  return {
    state:
      failed || status === "failed"
        ? "error"
        : status === "completed" || status === "incomplete"
          ? "complete"
          : "truncated",
    text: output.length > 0 ? text : seen.text,
    calls: output.length > 0 ? callsOf(output) : seen.calls,
    ...(usage && { usage }),
    ...(failed && { error: failed }),
    ...(typeof stop === "string" && { stop }),
    ...(typeof model === "string" && { model }),
  };
}

const callsOf = (output: readonly Json[]): readonly ToolCall[] =>
  output
    .filter(({ type }) => type === "function_call" || type === "custom_tool_call")
    .map((call) => ({
      id: stringOf(call["call_id"]),
      name: stringOf(call["name"]),
      arguments: stringOf(call["arguments"] ?? call["input"]),
    }));

function usageOf(value: unknown, partial: boolean): Usage | undefined {
  const raw = objectOf(value);
  const all = numberOf(raw["input_tokens"]);
  if (all === undefined) return undefined;
  const cacheRead = numberOf(objectOf(raw["input_tokens_details"])["cached_tokens"]);
  const reasoning = numberOf(objectOf(raw["output_tokens_details"])["reasoning_tokens"]);
  return {
    input: all - (cacheRead ?? 0),
    output: numberOf(raw["output_tokens"]) ?? 0,
    ...(cacheRead !== undefined && { cacheRead }),
    ...(reasoning !== undefined && { reasoning }),
    partial,
    raw,
  };
}
