import {
  addAssistantText,
  addCall,
  addMedia,
  addResult,
  addSystem,
  addTool,
  addUserText,
  gathered,
  type Gathered,
  requestOf,
} from "../gather.ts";
import { type Json, objectsOf, stringOf, without } from "../../../model/json.ts";
import type { ModelRequest } from "../request.ts";

/** Apart from what the wire is made of: names of users, sessions and caches, which shape no answer. */
const APART = new Set([
  "model",
  "input",
  "instructions",
  "tools",
  "stream",
  "metadata",
  "client_metadata",
  "user",
  "safety_identifier",
  "prompt_cache_key",
  "previous_response_id",
  "conversation",
]);

/** The body of `POST /v1/responses`. */
export function askResponses(body: Json): ModelRequest {
  const parts = gathered();
  if (typeof body["instructions"] === "string") addSystem(parts, body["instructions"]);
  const earlier = body["previous_response_id"];
  if (typeof earlier === "string") parts.items.push({ role: "assistant", is: "earlier", text: earlier });
  if (typeof body["input"] === "string") addUserText(parts, body["input"]);
  else for (const item of objectsOf(body["input"])) addItem(parts, item);
  for (const tool of objectsOf(body["tools"])) addTool(parts, stringOf(tool["name"]) || stringOf(tool["type"]), tool);
  const form = body["stream"] === true ? "sse" : "json";
  return requestOf(
    { wire: "openai-responses", form, model: stringOf(body["model"]), parameters: without(body, APART) },
    parts,
  );
}

function addItem(parts: Gathered, item: Json): void {
  const type = typeof item["type"] === "string" ? item["type"] : "message";
  if (type === "message") addMessage(parts, item);
  else if (type.endsWith("_call_output")) addResult(parts, item["output"]);
  else if (type === "additional_tools")
    for (const tool of objectsOf(item["tools"])) addTool(parts, stringOf(tool["name"]), tool);
  else if (type.endsWith("_call"))
    addCall(parts, stringOf(item["name"]) || type, item["arguments"] ?? item["input"] ?? item["action"]);
  else if (type !== "reasoning") addMedia(parts, item);
}

function addMessage(parts: Gathered, { role, content }: Json): void {
  for (const part of typeof content === "string" ? [{ text: content }] : objectsOf(content)) {
    const text = part["text"] ?? part["refusal"];
    if (typeof text !== "string") addMedia(parts, part);
    else if (role === "assistant") addAssistantText(parts, text);
    else if (role === "system" || role === "developer") addSystem(parts, text);
    else addUserText(parts, text);
  }
}
