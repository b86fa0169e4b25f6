import { createServer, type Server, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";

export interface ModelServer {
  /** Not listening yet. */
  readonly server: Server;
  readonly requests: readonly { readonly method: string; readonly path: string; readonly body: string }[];
}

type Json = Readonly<Record<string, unknown>>;

const usage = { input_tokens: 10, output_tokens: 2 };
const named = (events: readonly Json[]): string =>
  events.map((event) => `event: ${String(event["type"])}\ndata: ${JSON.stringify(event)}\n\n`).join("");
const unnamed = (events: readonly Json[]): string => events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join("");

/** What each wire streams for one answer of one word. */
const streams: Readonly<Record<string, (word: string) => string>> = {
  "/v1/messages": (word) =>
    named([
      {
        type: "message_start",
        message: { id: "msg_1", type: "message", role: "assistant", model: "m", content: [], stop_reason: null, usage },
      },
      { type: "content_block_start", index: 0, content_block: { type: "text", text: "" } },
      { type: "content_block_delta", index: 0, delta: { type: "text_delta", text: word } },
      { type: "content_block_stop", index: 0 },
      { type: "message_delta", delta: { stop_reason: "end_turn", stop_sequence: null }, usage },
      { type: "message_stop" },
    ]),
  "/v1/responses": (word) => {
    const content = [{ type: "output_text", text: word, annotations: [] }];
    return named([
      { type: "response.created", response: { id: "r1" } },
      {
        type: "response.output_item.done",
        output_index: 0,
        item: { type: "message", id: "m1", role: "assistant", status: "completed", content },
      },
      { type: "response.completed", response: { id: "r1", usage: { ...usage, total_tokens: 12 } } },
    ]);
  },
  "/v1/chat/completions": (word) => {
    const chunk = { id: "c1", object: "chat.completion.chunk", created: 1, model: "m" };
    const events = [
      { ...chunk, choices: [{ index: 0, delta: { role: "assistant", content: word }, finish_reason: null }] },
      { ...chunk, choices: [{ index: 0, delta: {}, finish_reason: "stop" }] },
      { ...chunk, choices: [], usage: { prompt_tokens: 10, completion_tokens: 2, total_tokens: 12 } },
    ];
    return `${unnamed(events)}data: [DONE]\n\n`;
  },
  streamGenerateContent: (word) =>
    unnamed([
      {
        candidates: [{ content: { role: "model", parts: [{ text: word }] }, finishReason: "STOP", index: 0 }],
        usageMetadata: { promptTokenCount: 10, candidatesTokenCount: 2, totalTokenCount: 12 },
      },
    ]),
};

/** A model that answers every question with one word, over each of the four wires, and writes down what it is asked. */
export function modelServer(word = "pong"): ModelServer {
  const requests: { method: string; path: string; body: string }[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const path = (request.url ?? "/").replace(/\?.*$/, "");
      requests.push({ method: request.method ?? "GET", path, body });
      answer(response, path, word);
    });
  });
  return { server, requests };
}

function answer(response: ServerResponse, path: string, word: string): void {
  const stream = Object.entries(streams).find(([end]) => path.endsWith(end))?.[1];
  if (stream !== undefined) {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.end(stream(word));
    return;
  }
  response.writeHead(200, { "content-type": "application/json" });
  response.end(path.endsWith("/count_tokens") ? '{"input_tokens":10}' : "{}");
}
