import type { ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import type { PlayEvent } from "../../rehearsal/play.ts";

export interface Sent {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** Whether the client took all of it; what breaks off as told counts. */
  readonly delivered: boolean;
}

/** Told what was sent before the client can know that it is over; once more if the client then did not take it. */
export type Note = (sent: Sent) => void;

/** Does what an answer says, one thing after the other, for as long as the client is there. */
export async function play(
  response: ServerResponse,
  events: readonly PlayEvent[],
  signal: AbortSignal,
  note: Note,
): Promise<Sent> {
  const chunks: Uint8Array[] = [];
  let status = 0;
  let headers: Readonly<Record<string, string>> = {};
  const sent = (delivered: boolean): Sent => ({ status, headers, body: joined(chunks), delivered });
  for (const [at, event] of events.entries()) {
    if (response.destroyed || signal.aborted) break;
    if (event.do === "wait") await wait(event.milliseconds, undefined, { signal, ref: false }).catch(() => undefined);
    else if (event.do === "head") {
      ({ status, headers } = event);
      response.writeHead(status, headers);
    } else if (event.do === "send") {
      chunks.push(event.bytes);
      // What comes last goes out with the end, in one piece.
      if (events[at + 1]?.do === "end") return finish(response, "end", sent(true), note, event.bytes);
      if (!response.write(event.bytes)) await drained(response);
    } else return finish(response, event.do, sent(true), note);
  }
  note(sent(false));
  return sent(false);
}

/** The end of a body, or of its connection. */
export async function finish(
  response: ServerResponse,
  how: "end" | "break",
  sent: Sent,
  note: Note,
  last?: Uint8Array,
): Promise<Sent> {
  note(sent);
  if (how === "break") {
    await flushed(response);
    response.destroy();
    return sent;
  }
  await ended(response, last);
  if (response.writableFinished) return sent;
  note({ ...sent, delivered: false });
  return { ...sent, delivered: false };
}

const joined = (chunks: readonly Uint8Array[]): Uint8Array =>
  chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);

const drained = (response: ServerResponse): Promise<void> =>
  new Promise((resolve) => {
    response.once("drain", resolve);
    response.once("close", resolve);
  });

const ended = (response: ServerResponse, last?: Uint8Array): Promise<void> =>
  new Promise((resolve) => {
    response.once("close", resolve);
    response.end(last, () => resolve());
  });

/** Waits until the bytes before are with the system, or breaking would take them along. */
const flushed = (response: ServerResponse): Promise<void> =>
  new Promise((resolve) => {
    const { socket } = response;
    if (!socket) return resolve();
    response.flushHeaders();
    response.once("close", resolve);
    socket.write("", () => resolve());
  });
