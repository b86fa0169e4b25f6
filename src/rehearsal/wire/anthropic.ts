import { askAnthropic } from "./anthropic/ask.ts";
import { readAnthropic } from "./anthropic/read.ts";
import { renderAnthropic } from "./anthropic/render.ts";
import { serverEvent } from "./sse.ts";
import type { Wire } from "./wire.ts";

const error = (_status: number, kind: string, message: string) => ({ type: "error", error: { type: kind, message } });

export const anthropic: Wire = {
  name: "anthropic-messages",
  claims: (path) => /(?:^|\/)messages$/.test(path),
  ask: askAnthropic,
  read: readAnthropic,
  render: renderAnthropic,
  error,
  streamedError: (kind, message) => serverEvent(error(0, kind, message), "error"),
};
