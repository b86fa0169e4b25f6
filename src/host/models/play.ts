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

/** Does what an answer says, one thing after the other, for as long as the client is there. */
export async function play(response: ServerResponse, events: readonly PlayEvent[], signal: AbortSignal): Promise<Sent> {
  const chunks: Uint8Array[] = [];
  let status = 0;
  let headers: Readonly<Record<string, string>> = {};
  for (const event of events) {
    if (response.destroyed || signal.aborted) break;
    if (event.do === "wait") await wait(event.milliseconds, undefined, { signal, ref: false }).catch(() => undefined);
    else if (event.do === "head") {
      ({ status, headers } = event);
      response.writeHead(status, headers);
    } else if (event.do === "send") {
      chunks.push(event.bytes);
      if (!response.write(event.bytes)) await drained(response);
    } else if (event.do === "end") await ended(response);
    else {
      await flushed(response);
      response.destroy();
    }
  }
  const delivered = response.writableFinished || events.at(-1)?.do === "break";
  return { status, headers, body: joined(chunks), delivered };
}

const joined = (chunks: readonly Uint8Array[]): Uint8Array =>
  chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);

const drained = (response: ServerResponse): Promise<void> =>
  new Promise((resolve) => {
    response.once("drain", resolve);
    response.once("close", resolve);
  });

const ended = (response: ServerResponse): Promise<void> =>
  new Promise((resolve) => {
    response.once("close", resolve);
    response.end(() => resolve());
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
