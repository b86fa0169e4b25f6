import { type PlayEvent, whole } from "../play.ts";
import { utf8Text } from "./make-recording.ts";
import { type Recording, readingOf } from "./recording.ts";

/**
 * A recording as what the server does. Bytes are as they were; only how long a client shall wait before it asks again
 * is rewritten, in headers and in the errors that say it in words: an outage is no scenario worth an hour.
 */
export function playRecording(recording: Recording): readonly PlayEvent[] {
  const { form, response } = recording;
  const { state } = readingOf(recording);
  const body = state === "error" ? impatient(response.body) : response.body;
  const {
    "retry-after": wait,
    "retry-after-ms": waitShort,
    "content-type": type = "application/json",
    ...kept
  } = response.headers;
  const others: Record<string, string> = (wait ?? waitShort) === undefined ? kept : { ...kept, "retry-after-ms": "1" };
  if (form === "json" && !response.broken) return whole(response.status, type, body, others);
  const headers = { ...others, "content-type": type };
  return [
    { do: "head", status: response.status, headers },
    { do: "send", bytes: body },
    { do: response.broken ? "break" : "end" },
  ];
}

/** Gemini's `retryDelay`, and the sentence that Codex reads in OpenAI's errors. */
function impatient(body: Uint8Array): Uint8Array {
  const text = utf8Text(body);
  if (text === undefined) return body;
  const rewritten = text
    .replaceAll(/("retryDelay"\s*:\s*")[\d.]+s"/g, '$10.001s"')
    .replaceAll(
      /\b(try again in )\d+(?:\.\d+)? ?(?:ms|s|seconds?|m|minutes?|h|hours?)\b(?:\d+(?:\.\d+)?m?s\b)*/gi,
      "$11ms",
    );
  return rewritten === text ? body : new TextEncoder().encode(rewritten);
}
