import type { Reading } from "../wire/reading.ts";
import type { Form } from "../wire/request.ts";
import type { WireName } from "../wire/wire-name.ts";
import { wires } from "../wire/wires.ts";
import { digest } from "./digest.ts";
import { type ConfigurationFingerprint, type Identity, type ItemHash, PARTS, type ToolHash } from "./fingerprint.ts";

/** One answer of a model, byte for byte, with what it was an answer to. */
export interface Recording {
  readonly version: 1;
  readonly wire: WireName;
  readonly form: Form;
  /** Answers of the model that the conversation held before this one. */
  readonly position: number;
  readonly key: MatchKey;
  readonly fingerprint: ConfigurationFingerprint;
  readonly items: readonly ItemHash[];
  readonly tools: readonly ToolHash[];
  /** Words of system prompt and skills, as hashes. */
  readonly sketch: readonly string[];
  /** The texts themselves, where somebody asked for them. */
  readonly texts?: { readonly system: readonly string[]; readonly skills: readonly string[] };
  readonly response: RecordedResponse;
}

/**
 * What finds a recording: the conversation, whose configuration it was,
 * which repeat of the case, and which of several takes.
 */
export interface MatchKey {
  readonly conversation: string;
  readonly configuration: string;
  readonly repeat: number;
  /** Of answers to one and the same request within one run: an error and its retry, a poll. */
  readonly take: number;
}

export interface RecordedResponse {
  readonly status: number;
  /** Only those of `keptHeaders`. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** Whether the connection broke before the answer was over. */
  readonly broken: boolean;
}

export const matchKey = (identity: Identity, repeat: number, take: number): MatchKey => ({
  conversation: identity.conversation,
  configuration: digest(PARTS.map((part) => identity.fingerprint[part]).join("\n"), 8),
  repeat,
  take,
});

/** The name of a recording and of its file. */
export const idOf = ({ conversation, configuration, repeat, take }: MatchKey): string =>
  [conversation, configuration, ...(repeat > 0 ? [`r${repeat}`] : []), ...(take > 0 ? [`t${take}`] : [])].join("-");

const decoder = new TextDecoder();

/** What the bytes of an answer say. A status of 400 and above is an error whatever the body is. */
export function readResponse(wire: WireName, form: Form, response: RecordedResponse): Reading {
  const { status, headers, body, broken } = response;
  const streamed = form !== "json" && !(headers["content-type"] ?? "").startsWith("application/json");
  const reading = wires[wire].read(decoder.decode(body), streamed || form === "array");
  if (status >= 400) {
    const error = reading.error ?? { kind: `status ${status}`, message: "" };
    return { ...reading, state: "error", error };
  }
  return broken && reading.state === "complete" && form === "json" ? { ...reading, state: "truncated" } : reading;
}

const readings = new WeakMap<Recording, Reading>();

/** What a recording's answer says, read once. */
export function readingOf(recording: Recording): Reading {
  const found = readings.get(recording) ?? readResponse(recording.wire, recording.form, recording.response);
  readings.set(recording, found);
  return found;
}
