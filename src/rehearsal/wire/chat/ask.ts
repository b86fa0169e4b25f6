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
import { type Json, objectOf, objectsOf, stringOf, without } from "../../../model/json.ts";
import type { ModelRequest } from "../request.ts";

/** Apart from what the wire is made of: names of users, sessions and caches, which shape no answer. */
const APART = new Set([
  "model",
  "messages",
  "tools",
  "functions",
  "stream",
  "metadata",
  "user",
  "safety_identifier",
  "prompt_cache_key",
]);

/** The body of `POST /v1/chat/completions`. */
export function askChat(body: Json): ModelRequest {
  const parts = gathered();
  for (const message of objectsOf(body["messages"])) addMessage(parts, message);
  for (const tool of objectsOf(body["tools"])) {
    const named = objectOf(tool["function"] ?? tool["custom"]);
    addTool(parts, stringOf(named["name"]) || stringOf(tool["type"]), "function" in tool ? named : tool);
  }
  for (const old of objectsOf(body["functions"])) addTool(parts, stringOf(old["name"]), old);
  const form = body["stream"] === true ? "sse" : "json";
  return requestOf(
    { wire: "openai-chat", form, model: stringOf(body["model"]), parameters: without(body, APART) },
    parts,
  );
}

function addMessage(parts: Gathered, message: Json): void {
  const { role, content } = message;
  if (role === "tool" || role === "function") addResult(parts, textsOf(content) ?? content);
  else if (role === "assistant") {
    addAssistantText(parts, textsOf(content) ?? "");
    for (const call of objectsOf(message["tool_calls"])) {
      const called = objectOf(call["function"] ?? call["custom"]);
      addCall(parts, stringOf(called["name"]), called["arguments"] ?? called["input"]);
    }
  } else if (role === "system" || role === "developer") addSystem(parts, textsOf(content) ?? JSON.stringify(content));
  else
    for (const part of typeof content === "string" ? [{ type: "text", text: content }] : objectsOf(content)) {
      if (part["type"] === "text") addUserText(parts, stringOf(part["text"]));
      else addMedia(parts, part);
    }
}

/** A content of nothing but texts, as one. */
function textsOf(content: unknown): string | undefined {
  if (typeof content === "string") return content;
  const blocks = objectsOf(content);
  return blocks.every(({ text }) => typeof text === "string")
    ? blocks.map(({ text }) => stringOf(text)).join("\n")
    : undefined;
}
