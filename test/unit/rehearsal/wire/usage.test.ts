import { expect, test } from "vitest";
import { wires } from "../../../../src/rehearsal/wire/wires.ts";

const { "anthropic-messages": anthropic, "openai-chat": chat, "openai-responses": responses, gemini } = wires;

test("Anthropic's last count wins, and what it leaves out stays", () => {
  const start = {
    type: "message_start",
    message: {
      model: "m",
      usage: {
        input_tokens: 6,
        cache_read_input_tokens: 17922,
        cache_creation_input_tokens: 14980,
        cache_creation: { ephemeral_1h_input_tokens: 14980 },
        output_tokens: 1,
      },
    },
  };
  const delta = {
    type: "message_delta",
    delta: { stop_reason: "end_turn" },
    usage: { output_tokens: 200, input_tokens: null },
  };
  const body = [start, delta, { type: "message_stop" }]
    .map((one) => `event: ${one.type}\r\ndata: ${JSON.stringify(one)}\r\n\r\n`)
    .join("");
  expect(anthropic.read(body, true)).toMatchObject({
    state: "complete",
    stop: "end_turn",
    usage: {
      input: 6,
      output: 200,
      cacheRead: 17922,
      cacheWrite: 14980,
      partial: false,
      raw: { cache_creation: { ephemeral_1h_input_tokens: 14980 } },
    },
  });
});

test("OpenAI counts the cache inside its input: 50 of which 20 were cached are 30", () => {
  const usage = {
    prompt_tokens: 50,
    completion_tokens: 7,
    prompt_tokens_details: { cached_tokens: 20 },
    completion_tokens_details: { reasoning_tokens: 3 },
  };
  const body = JSON.stringify({ choices: [{ index: 0, message: { content: "x" }, finish_reason: "stop" }], usage });
  expect(chat.read(body, false).usage).toMatchObject({ input: 30, output: 7, cacheRead: 20, reasoning: 3 });
});

test("a stream of Chat Completions without usage has none", () => {
  const chunk = { choices: [{ index: 0, delta: { content: "x" }, finish_reason: "stop" }], usage: null };
  const { state, usage } = chat.read(`data: ${JSON.stringify(chunk)}\n\ndata: [DONE]\n\n`, true);
  expect([state, usage]).toEqual(["complete", undefined]);
});

test("Responses: the last event holds the usage; a failed one is an error", () => {
  const usage = {
    input_tokens: 50,
    input_tokens_details: { cached_tokens: 20 },
    output_tokens: 7,
    output_tokens_details: { reasoning_tokens: 3 },
  };
  const event = (type: string, response: object): string =>
    `event: ${type}\ndata: ${JSON.stringify({ type, response })}\n\n`;
  expect(
    responses.read(event("response.completed", { status: "completed", output: [], usage }), true).usage,
  ).toMatchObject({ input: 30, output: 7 });
  const error = { code: "rate_limit_exceeded", message: "Please try again in 20s." };
  expect(responses.read(event("response.failed", { status: "failed", error, output: [] }), true)).toMatchObject({
    state: "error",
    error: { kind: "rate_limit_exceeded" },
  });
});

test("Gemini counts the cache inside its prompt and thoughts beside its answer", () => {
  const usageMetadata = {
    promptTokenCount: 50,
    cachedContentTokenCount: 20,
    candidatesTokenCount: 4,
    thoughtsTokenCount: 3,
    totalTokenCount: 57,
  };
  const body = JSON.stringify({
    candidates: [{ content: { parts: [{ text: "x" }] }, finishReason: "STOP" }],
    usageMetadata,
  });
  expect(gemini.read(body, false).usage).toMatchObject({ input: 30, output: 7, cacheRead: 20, reasoning: 3 });
});

test("a prompt that Gemini blocks is an answer, and says why", () => {
  expect(gemini.read(JSON.stringify({ promptFeedback: { blockReason: "SAFETY" } }), false)).toMatchObject({
    state: "complete",
    stop: "SAFETY",
  });
});
