import {
  addAssistantText,
  addCall,
  addMedia,
  addResult,
  addSystem,
  addTool,
  addUserText,
  bare,
  gathered,
  type Gathered,
  requestOf,
} from "../gather.ts";
import { type Json, objectsOf, stringOf, without } from "../../../model/json.ts";
import type { ModelRequest } from "../request.ts";

const APART = new Set(["model", "messages", "system", "tools", "stream", "metadata"]);

/** The body of `POST /v1/messages`. */
export function askAnthropic(body: Json): ModelRequest {
  const parts = gathered();
  for (const text of texts(body["system"])) addSystem(parts, text);
  for (const message of objectsOf(body["messages"])) addMessage(parts, message);
  for (const tool of objectsOf(body["tools"])) addTool(parts, stringOf(tool["name"]) || stringOf(tool["type"]), tool);
  const form = body["stream"] === true ? "sse" : "json";
  return requestOf(
    { wire: "anthropic-messages", form, model: stringOf(body["model"]), parameters: without(body, APART) },
    parts,
  );
}

function addMessage(parts: Gathered, { role, content }: Json): void {
  const blocks = typeof content === "string" ? [{ type: "text", text: content }] : objectsOf(content);
  const besideResult = blocks.some(({ type }) => String(type).endsWith("tool_result"));
  for (const block of blocks) {
    if (role === "system") addSystem(parts, stringOf(block["text"]));
    else if (role === "assistant") addAnswer(parts, block);
    else if (block["type"] === "text") addUserText(parts, stringOf(block["text"]), besideResult);
    else if (String(block["type"]).endsWith("tool_result")) addResult(parts, resultOf(block));
    else addMedia(parts, bare(block));
  }
}

function addAnswer(parts: Gathered, block: Json): void {
  const type = String(block["type"]);
  if (type === "text") addAssistantText(parts, stringOf(block["text"]));
  else if (type.endsWith("tool_use")) addCall(parts, stringOf(block["name"]), block["input"]);
  else if (type.endsWith("tool_result")) addResult(parts, resultOf(block));
}

/** Texts as one, so that a client may send them in one piece or in several. */
function resultOf({ content }: Json): unknown {
  if (!Array.isArray(content)) return content;
  const blocks = objectsOf(content);
  return blocks.every(({ type }) => type === "text") ? texts(content).join("\n") : blocks.map(bare);
}

const texts = (content: unknown): readonly string[] =>
  typeof content === "string" ? [content] : objectsOf(content).map(({ text }) => stringOf(text));
