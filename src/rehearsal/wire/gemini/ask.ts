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
import { type Json, isObject, objectOf, objectsOf, stringOf, without } from "../../../model/json.ts";
import type { Form, ModelRequest } from "../request.ts";

const APART = new Set(["model", "contents", "systemInstruction", "system_instruction", "tools", "labels"]);
export const GEMINI_PATH = /(?:^|\/)models\/([^/:]+):(generateContent|streamGenerateContent)$/;

/** The body of `POST …/models/<model>:generateContent`; model and form stand in the address. */
export function askGemini(body: Json, path: string, query: string): ModelRequest {
  const parts = gathered();
  for (const { text } of partsOf(body["systemInstruction"] ?? body["system_instruction"]))
    if (typeof text === "string") addSystem(parts, text);
  for (const content of objectsOf(body["contents"])) addContent(parts, content);
  for (const tool of objectsOf(body["tools"])) {
    const { functionDeclarations = tool["function_declarations"], ...builtIn } = tool;
    for (const one of objectsOf(functionDeclarations)) addTool(parts, stringOf(one["name"]), one);
    for (const [name, value] of Object.entries(builtIn)) if (isObject(value)) addTool(parts, name, value);
  }
  const [, model = "", verb] = GEMINI_PATH.exec(path) ?? [];
  const parameters = without(body, APART);
  return requestOf({ wire: "gemini", form: formOf(verb, query), model: decoded(model), parameters }, parts);
}

function formOf(verb: string | undefined, query: string): Form {
  if (verb !== "streamGenerateContent") return "json";
  return new URLSearchParams(query).get("alt") === "sse" ? "sse" : "array";
}

function addContent(parts: Gathered, content: Json): void {
  const said = partsOf(content);
  const besideResult = said.some((part) => isObject(part["functionResponse"]));
  for (const part of said) {
    const { text, thought, functionCall, functionResponse } = part;
    if (thought === true) continue;
    if (isObject(functionCall)) addCall(parts, stringOf(functionCall["name"]), functionCall["args"]);
    else if (isObject(functionResponse)) addResult(parts, functionResponse["response"]);
    else if (typeof text !== "string") addMedia(parts, part);
    else if (content["role"] === "model") addAssistantText(parts, text);
    else addUserText(parts, text, besideResult);
  }
}

const partsOf = (content: unknown): readonly Json[] =>
  typeof content === "string" ? [{ text: content }] : objectsOf(objectOf(content)["parts"]);

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
