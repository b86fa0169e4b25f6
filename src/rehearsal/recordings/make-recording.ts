import { blank } from "../../secrets/redact.ts";
import { type ModelRequest, positionOf } from "../wire/request.ts";
import type { Identity } from "./fingerprint.ts";
import { keptHeaders } from "./kept-headers.ts";
import { sketch } from "./likeness.ts";
import { matchKey, type Recording, type RecordedResponse } from "./recording.ts";
import { redactBody } from "./redact-body.ts";

interface How {
  readonly repeat: number;
  readonly take: number;
  /**
   * Keeps system prompt and listings of skills as they are, and not only as hashes: a vendor's prompt is the vendor's.
   */
  readonly texts: boolean;
}

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** What was answered to a request, without secrets. Headers may be all that came: only a few are kept. */
export function makeRecording(
  request: ModelRequest,
  identity: Identity,
  response: RecordedResponse,
  how: How,
): Recording {
  const { wire, form, system, skills } = request;
  return {
    version: 1,
    wire,
    form,
    position: positionOf(request),
    key: matchKey(identity, how.repeat, how.take),
    fingerprint: identity.fingerprint,
    items: identity.items,
    tools: identity.tools,
    sketch: sketch([...system, ...skills].map((text) => blank(text))),
    ...(how.texts && {
      texts: { system: system.map((text) => blank(text)), skills: skills.map((text) => blank(text)) },
    }),
    response: { ...response, headers: keptHeaders(response.headers), body: withoutSecrets(response.body) },
  };
}

/** A body that is no text stays as it is. */
function withoutSecrets(body: Uint8Array): Uint8Array {
  const text = utf8Text(body);
  if (text === undefined) return body;
  const redacted = redactBody(text);
  return redacted === text ? body : new TextEncoder().encode(redacted);
}

/** Undefined for bytes that are no UTF-8. */
export function utf8Text(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
}
