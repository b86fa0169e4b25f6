import type { PlayEvent } from "../play.ts";
import { playTurn } from "../scripted/play-turn.ts";
import type { ModelRequest } from "../wire/request.ts";
import type { Occasion } from "../wire/wire.ts";
import type { InjectedFault } from "./injected-fault.ts";

/** Longer than any client waits: the longest that a timer of Node's can take. */
const FOR_EVER = 2 ** 31 - 1;
/** Nothing that any reader of answers could use. */
const RUBBISH = "]}> lorem ipsum 31415 {[<";

/** A fault as what the server does in the place of `events`, the answer that there would have been. */
export function playFault(
  { how, status = 500, retryAfter, text = RUBBISH }: InjectedFault,
  request: ModelRequest,
  events: readonly PlayEvent[],
  occasion: Occasion,
): readonly PlayEvent[] {
  switch (how) {
    case "error": {
      const error = { status, kind: kindOf(status), message: "The agent was made to fail." };
      return playTurn({ error }, request, occasion);
    }
    case "rate-limited": {
      const error = { status: 429, kind: "rate_limit_error", message: "The agent was made to ask too often." };
      return playTurn({ error: { ...error, ...(retryAfter !== undefined && { retryAfter }) } }, request, occasion);
    }
    case "times-out":
      return [{ do: "wait", milliseconds: FOR_EVER }, { do: "break" }];
    case "rubbish":
      return playTurn({ answer: { text } }, request, occasion);
    default:
      return cutOff(events);
  }
}

/** Anthropic's words, which the other vendors' clients do not look at: they go by the status. */
const kindOf = (status: number): string =>
  status === 529 ? "overloaded_error" : status >= 500 ? "api_error" : "invalid_request_error";

/** Half of the bytes, and then the connection breaks. */
function cutOff(events: readonly PlayEvent[]): readonly PlayEvent[] {
  let left = Math.floor(events.reduce((sum, event) => sum + (event.do === "send" ? event.bytes.length : 0), 0) / 2);
  const kept: PlayEvent[] = [];
  for (const event of events) {
    if (event.do === "end" || event.do === "break") break;
    if (event.do !== "send") kept.push(event);
    else if (left > 0) {
      kept.push({ do: "send", bytes: event.bytes.subarray(0, left) });
      left -= event.bytes.length;
    }
  }
  return [...kept, { do: "break" }];
}
