import type { IncomingMessage } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { basic, httpGet } from "./http-request.ts";

export interface DownloadLimits {
  readonly bytes: number;
  /** Milliseconds for all of it. */
  readonly patience: number;
  /** Milliseconds before it is tried again. */
  readonly pause: number;
}

/** Why it did not come, in words that hold neither credentials nor what the server said. */
export class Undelivered extends Error {
  /** Whether another try may go better. */
  readonly again: boolean;
  constructor(message: string, again = false) {
    super(message);
    this.again = again;
  }
}

const ATTEMPTS = 3;
const MOST_REDIRECTS = 5;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const PASSING = new Set([408, 429, 500, 502, 503, 504]);

/** The bytes at an address. Throws Undelivered. */
export async function download(url: URL, credentials: string | undefined, limits: DownloadLimits): Promise<Uint8Array> {
  const signal = AbortSignal.timeout(limits.patience);
  for (let attempt = 1; ; attempt++) {
    try {
      const answer = await follow(url, credentials, signal);
      return await collect(answer, limits.bytes);
    } catch (error) {
      if (signal.aborted) throw new Undelivered(`it is not there after ${limits.patience / 1000} seconds`);
      const problem = error instanceof Undelivered ? error : new Undelivered(codeOf(error), true);
      if (!problem.again || attempt === ATTEMPTS) throw problem;
      await pause(limits.pause * attempt);
    }
  }
}

/** From https:// no redirect leads to what others can change on its way, and no other host is shown the credentials. */
async function follow(first: URL, credentials: string | undefined, signal: AbortSignal): Promise<IncomingMessage> {
  let url = first;
  for (let left = MOST_REDIRECTS; ; left--) {
    const mayKnow = credentials !== undefined && url.origin === first.origin;
    const answer = await httpGet(url, mayKnow ? { authorization: basic(credentials) } : {}, signal);
    const status = answer.statusCode ?? 0;
    if (status === 200) return answer;
    answer.destroy();
    if (!REDIRECTS.has(status)) throw new Undelivered(`the server answers ${status}`, PASSING.has(status));
    if (left === 0) throw new Undelivered("it is redirected without end");
    url = redirected(url, answer.headers.location ?? "");
  }
}

function redirected(from: URL, location: string): URL {
  const to = URL.canParse(location, from.href) ? new URL(location, from) : undefined;
  const allowed = from.protocol === "http:" ? ["http:", "https:"] : ["https:"];
  if (to === undefined || !allowed.includes(to.protocol))
    throw new Undelivered(
      `it is redirected to ${to === undefined ? "no address" : to.protocol}, which is not followed`,
    );
  return to;
}

async function collect(answer: IncomingMessage, largest: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of answer as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    if (length > largest) throw new Undelivered(`it is larger than ${largest} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The message of a failed connection, such as `ECONNREFUSED`: its text could quote an address. */
function codeOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code === "string" ? code : error instanceof Error ? error.message : String(error);
}
