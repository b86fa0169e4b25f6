import type { SchemaNode } from "../../config/schema-node.ts";
import { WIRES } from "../wire/wire-name.ts";

const text = { type: "string" } as const satisfies SchemaNode;
const count = { type: "integer", minimum: 0 } as const satisfies SchemaNode;
const milliseconds = { type: "integer", minimum: 0 } as const satisfies SchemaNode;

const usage: SchemaNode = {
  description: "Tokens; `input` without what a cache gave or took.",
  type: "object",
  required: ["input", "output"],
  additionalProperties: false,
  properties: { input: count, output: count, cacheRead: count, cacheWrite: count, reasoning: count },
};
const call: SchemaNode = {
  type: "object",
  required: ["name"],
  additionalProperties: false,
  properties: {
    name: { ...text, description: "Of the tool." },
    arguments: { type: "object", description: "What the tool gets." },
  },
};
const error: SchemaNode = {
  description: "An error instead of an answer, or behind the pieces of one.",
  type: "object",
  additionalProperties: false,
  properties: {
    status: { type: "integer", minimum: 400 },
    kind: { ...text, description: "The vendor's word for it." },
    message: text,
    retryAfter: { ...count, description: "Seconds that the client is told to wait." },
  },
};

/** One turn of a model, written by hand. */
const turnSchema: SchemaNode = {
  type: "object",
  additionalProperties: false,
  properties: {
    text: { ...text, description: "What the model says." },
    thinking: text,
    calls: { type: "array", items: call, maxItems: 100, description: "Tools that the model calls." },
    usage,
    stop: { type: "string", enum: ["length", "refusal"], description: "Why the model stops, where that is not plain." },
    fit: { type: "boolean", description: "Where the request asks for JSON: the smallest that its schema allows." },
    vector: { type: "array", items: { type: "number" }, description: "Of an embedding." },
    delay: { ...milliseconds, description: "Milliseconds before the first byte." },
    pause: { ...milliseconds, description: "Milliseconds between two pieces." },
    cut: {
      description: "The stream is over after so many pieces.",
      type: "object",
      required: ["after"],
      additionalProperties: false,
      properties: { after: count, how: { type: "string", enum: ["end", "break"] } },
    },
    error,
  },
};

/** Which requests are meant; what is not named does not matter. */
export const patternSchema = {
  type: "object",
  additionalProperties: false,
  properties: {
    wire: { type: "string", enum: WIRES },
    model: text,
    tools: { type: "boolean", description: "Whether the request offers tools: side requests do not." },
    prompt: { ...text, description: "In what the user wrote first." },
    system: { ...text, description: "In its instructions, such as the system prompt of an agent." },
  },
} as const satisfies SchemaNode;

const turns: SchemaNode = { type: "array", items: turnSchema, minItems: 1, maxItems: 1000 };

/** Several conversations, each with the requests that it is for. */
export const scriptsSchema: SchemaNode = {
  type: "array",
  minItems: 1,
  maxItems: 100,
  items: {
    type: "object",
    required: ["turns"],
    additionalProperties: false,
    properties: {
      name: text,
      when: { ...patternSchema, description: "The requests that it is for; what is not named does not matter." },
      turns,
      forever: { type: "boolean", description: "The last turn answers whatever comes after it, too." },
    },
  },
};

export const turnsSchema: SchemaNode = turns;
