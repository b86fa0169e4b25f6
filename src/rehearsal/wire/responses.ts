import { openaiError } from "./openai-error.ts";
import { askResponses } from "./responses/ask.ts";
import { readResponses } from "./responses/read.ts";
import { renderResponses } from "./responses/render.ts";
import { serverEvent } from "./sse.ts";
import type { Wire } from "./wire.ts";

export const responses: Wire = {
  name: "openai-responses",
  claims: (path) => path.endsWith("/responses"),
  ask: askResponses,
  read: readResponses,
  render: renderResponses,
  error: openaiError,
  streamedError: (code, message) => serverEvent({ type: "error", code, message, param: null }, "error"),
};
