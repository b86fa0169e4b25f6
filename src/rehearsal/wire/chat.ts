import { askChat } from "./chat/ask.ts";
import { readChat } from "./chat/read.ts";
import { renderChat } from "./chat/render.ts";
import { openaiError } from "./openai-error.ts";
import { serverEvent } from "./sse.ts";
import type { Wire } from "./wire.ts";

export const chat: Wire = {
  name: "openai-chat",
  claims: (path) => path.endsWith("/chat/completions"),
  ask: askChat,
  read: readChat,
  render: renderChat,
  error: openaiError,
  streamedError: (kind, message) => serverEvent(openaiError(0, kind, message)),
};
