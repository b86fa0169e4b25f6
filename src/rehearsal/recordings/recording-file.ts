import {
  boolean,
  finite,
  integer,
  list,
  Mismatch,
  object,
  oneOf,
  optional,
  type Read,
  readJson,
  recordOf,
  string,
} from "../../model/read-value.ts";
import { WIRES } from "../wire/wire-name.ts";
import type { ConfigurationFingerprint, ItemHash } from "./fingerprint.ts";
import { keptHeaders } from "./kept-headers.ts";
import { utf8Text } from "./make-recording.ts";
import { readingOf, type RecordedResponse, type Recording } from "./recording.ts";
import { holdsSecret } from "./redact-body.ts";

export type ReadRecording =
  | { readonly ok: true; readonly recording: Recording }
  | { readonly ok: false; readonly reason: string };

/** A recording as its file: JSON, the answer's lines one by one as they came, what they say above them. */
export function renderRecording(recording: Recording): string {
  const { response, sketch, ...rest } = recording;
  const { state, text, calls, usage, error } = readingOf(recording);
  const { raw: _, ...counted } = usage ?? { raw: undefined };
  const { status, headers, broken } = response;
  const says = { state, ...(error && { error }), text, calls, ...(usage && { usage: counted }) };
  const file = { ...rest, sketch: sketch.join(" "), says, response: { status, headers, broken, ...bodyOf(response) } };
  return `${JSON.stringify(file, undefined, 2)}\n`;
}

/** A file of anybody's making → the recording. Refused with a reason where it is none, or where a secret is in it. */
export function readRecording(text: string): ReadRecording {
  try {
    const { sketch, response, texts, ...rest } = file(readJson(text), "");
    const recording = { ...rest, ...(texts && { texts }), sketch: sketch.split(" ").filter(Boolean), response };
    const body = utf8Text(response.body);
    if (holdsSecret(text) || (body !== undefined && holdsSecret(body)))
      return { ok: false, reason: "a secret is in it; record it again, and revoke the secret if it is a real one" };
    return { ok: true, recording };
  } catch (error) {
    if (error instanceof Mismatch) return { ok: false, reason: `${error.message}; record it again` };
    throw error;
  }
}

type Body = { readonly lines: readonly string[] } | { readonly base64: readonly string[] };

/** Lines where the bytes are UTF-8, so that a change of them can be read. */
function bodyOf({ body }: RecordedResponse): Body {
  const text = utf8Text(body);
  if (text !== undefined) return { lines: text.match(/[^\n]*\n|[^\n]+$/g) ?? [] };
  return {
    base64:
      Buffer.from(body)
        .toString("base64")
        .match(/.{1,100}/g) ?? [],
  };
}

function bytesOf({
  lines,
  base64,
}: {
  readonly lines?: readonly string[];
  readonly base64?: readonly string[];
}): Uint8Array {
  if (base64) return new Uint8Array(Buffer.from(base64.join(""), "base64"));
  return new TextEncoder().encode((lines ?? []).join(""));
}

const item: Read<ItemHash> = (value, at) => ({
  ...object({ role: string, is: string, shows: string })(value, at),
  ...optional({ hash: string })(value, at),
});

const response: Read<RecordedResponse> = (value, at) => {
  const read = object({ status: integer(100), headers: recordOf(string), broken: boolean })(value, at);
  if (read.status > 599) throw new Mismatch(`${at}/status is not a status of HTTP`);
  const body = optional({ lines: list(string), base64: list(string) })(value, at);
  return { ...read, headers: keptHeaders(read.headers), body: bytesOf(body) };
};

/** It becomes part of the recording's name. */
const hash: Read<string> = (value, at) => {
  const read = string(value, at);
  if (!/^[0-9a-f]{8,64}$/.test(read)) throw new Mismatch(`${at} is not a hash`);
  return read;
};

const version: Read<1> = (value, at) => {
  if (finite(value, at) !== 1) throw new Mismatch(`${at} is not 1, the only version there is`);
  return 1;
};

const fingerprint: Read<ConfigurationFingerprint> = object({
  system: string,
  tools: string,
  skills: string,
  model: string,
  parameters: string,
  results: string,
});

const needed = object({
  version,
  wire: oneOf(WIRES),
  form: oneOf(["json", "sse", "array"]),
  position: integer(0),
  key: object({ conversation: hash, configuration: hash, repeat: integer(0), take: integer(0) }),
  fingerprint,
  items: list(item),
  tools: list(object({ name: string, hash: string })),
  sketch: string,
  response,
});

const texts = object({ system: list(string), skills: list(string) });

const file = (value: unknown, at: string) => ({ ...needed(value, at), ...optional({ texts })(value, at) });
