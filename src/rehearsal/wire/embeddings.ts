import { chatUsage, openaiErrorOf } from "./chat/read.ts";
import { tokensOf } from "./estimate.ts";
import { gathered, requestOf } from "./gather.ts";
import { isObject, listOf, objectsOf, parsed, stringOf, without } from "../../model/json.ts";
import { openaiError } from "./openai-error.ts";
import type { Wire } from "./wire.ts";

const APART = new Set(["model", "input", "user", "encoding_format"]);

/** Where a script names no vector. */
const VECTOR = [0.5, 0.5, 0.5, 0.5];

/** `POST /v1/embeddings`. The official client asks for base64, and decodes anything else to nothing. */
export const embeddings: Wire = {
  name: "openai-embeddings",
  claims: (path) => path.endsWith("/embeddings"),
  ask: (body) => {
    const parts = gathered();
    const inputs = typeof body["input"] === "string" ? [body["input"]] : listOf(body["input"]);
    for (const input of isTokens(inputs) ? [inputs] : inputs)
      parts.items.push({ role: "user", is: "text", text: typeof input === "string" ? input : JSON.stringify(input) });
    const base64 = body["encoding_format"] === "base64";
    const parameters = { ...without(body, APART), ...(base64 && { encoding_format: "base64" }) };
    return requestOf({ wire: "openai-embeddings", form: "json", model: stringOf(body["model"]), parameters }, parts);
  },
  read: (body) => {
    const json = parsed(body);
    if (!isObject(json)) return { state: "truncated", text: "", calls: [] };
    if (isObject(json["error"])) return { state: "error", text: "", calls: [], error: openaiErrorOf(json["error"]) };
    const usage = chatUsage(json["usage"], false);
    const state = objectsOf(json["data"]).length > 0 ? "complete" : "truncated";
    return { state, text: "", calls: [], ...(usage && { usage }) };
  },
  render: ({ vector = VECTOR, usage }, { model, items, parameters }) => {
    const embedding = parameters["encoding_format"] === "base64" ? base64Of(vector) : vector;
    const data = items.map((_, index) => ({ object: "embedding", index, embedding }));
    const prompt_tokens = usage?.input ?? tokensOf(items.reduce((sum, { text }) => sum + text.length, 0));
    return [JSON.stringify({ object: "list", data, model, usage: { prompt_tokens, total_tokens: prompt_tokens } })];
  },
  error: openaiError,
};

const isTokens = (inputs: readonly unknown[]): boolean => inputs.some((one) => typeof one === "number");

/** Little-endian floats of 32 bits, as the vendor sends them. */
const base64Of = (vector: readonly number[]): string =>
  Buffer.from(Float32Array.from(vector).buffer).toString("base64");
