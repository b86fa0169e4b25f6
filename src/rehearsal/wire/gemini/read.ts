import { type Json, isObject, numberOf, objectOf, objectsOf, parsed, stringOf } from "../../../model/json.ts";
import type { Reading, ToolCall, Usage } from "../reading.ts";
import { jsonEvents } from "../sse.ts";

/**
 * An answer of `generateContent`,
 * or of `streamGenerateContent` as events or as a list; of several candidates, the first.
 */
export function readGemini(body: string, streamed: boolean): Reading {
  const begins = body.trimStart();
  const whole = begins.startsWith("{") || begins.startsWith("[");
  const json = whole ? parsed(body) : undefined;
  if (whole && json === undefined) return { state: "truncated", text: "", calls: [] };
  const chunks = isObject(json)
    ? [json]
    : streamed && !whole
      ? jsonEvents(body).map((one) => one.json)
      : objectsOf(json);
  return readChunks(chunks);
}

function readChunks(chunks: readonly Json[]): Reading {
  const calls: ToolCall[] = [];
  let text = "";
  let stop: unknown;
  let model: unknown;
  const counted: Record<string, unknown> = {};
  let error: Reading["error"];
  for (const chunk of chunks) {
    const [candidate] = objectsOf(chunk["candidates"]);
    if (isObject(chunk["error"])) error = errorOf(chunk["error"]);
    for (const part of objectsOf(objectOf(candidate?.["content"])["parts"])) {
      if (part["thought"] !== true) text += stringOf(part["text"]);
      if (isObject(part["functionCall"])) calls.push(callOf(part["functionCall"]));
    }
    stop = candidate?.["finishReason"] ?? objectOf(chunk["promptFeedback"])["blockReason"] ?? stop;
    model ??= chunk["modelVersion"];
    Object.assign(counted, chunk["usageMetadata"]);
  }
  const usage = usageOf(counted, typeof stop !== "string");
  return {
    state: error ? "error" : typeof stop === "string" ? "complete" : "truncated",
    text,
    calls,
    ...(usage && { usage }),
    ...(error && { error }),
    ...(typeof stop === "string" && { stop }),
    ...(typeof model === "string" && { model }),
  };
}

const callOf = ({ id, name, args }: Json): ToolCall => ({
  ...(typeof id === "string" && { id }),
  name: stringOf(name),
  arguments: JSON.stringify(args ?? {}),
});

const errorOf = ({ status, message }: Json): NonNullable<Reading["error"]> => ({
  kind: stringOf(status) || "error",
  message: stringOf(message),
});

/** Gemini counts what a cache gave inside the prompt, and thoughts beside the answer. */
function usageOf(raw: Json, partial: boolean): Usage | undefined {
  const all = numberOf(raw["promptTokenCount"]);
  if (all === undefined) return undefined;
  const cacheRead = numberOf(raw["cachedContentTokenCount"]);
  const reasoning = numberOf(raw["thoughtsTokenCount"]);
  return {
    input: all + (numberOf(raw["toolUsePromptTokenCount"]) ?? 0) - (cacheRead ?? 0),
    output: (numberOf(raw["candidatesTokenCount"]) ?? 0) + (reasoning ?? 0),
    ...(cacheRead !== undefined && { cacheRead }),
    ...(reasoning !== undefined && { reasoning }),
    partial,
    raw,
  };
}
