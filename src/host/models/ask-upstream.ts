import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import {
  type BrotliDecompress,
  createBrotliDecompress,
  createGunzip,
  createInflate,
  type Gunzip,
  type Inflate,
} from "node:zlib";
import { requestFor } from "../network/node-http.ts";
import type { Upstream } from "./options.ts";

export interface UpstreamAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The raw bytes as they come; an error of the connection ends them, and `broken` says so afterwards. */
  readonly body: AsyncIterable<Buffer>;
  readonly broken: () => boolean;
}

/** Headers of a client that reach the upstream: what is asked, by whom, in which version. */
const PASSED =
  /^(?:accept|content-type|user-agent|authorization|x-api-key|x-goog-api-key|anthropic-.*|openai-.*|x-goog-api-client|x-app)$/;

/**
 * Asks the upstream what the client asked, in plain bytes:
 * what is compressed could not be read, redacted and replayed. Throws where nothing answers.
 */
export async function askUpstream(
  { url, headers = {} }: Upstream,
  target: string,
  given: IncomingHttpHeaders,
  body: Uint8Array,
  signal: AbortSignal,
): Promise<UpstreamAnswer> {
  const address = new URL(url.replace(/(?<!\/)\/+$/, "") + target);
  const passed = Object.entries(given).filter(([name]) => PASSED.test(name));
  const own = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const);
  const sent = {
    ...Object.fromEntries([...passed, ...own]),
    "accept-encoding": "identity",
    "content-length": body.length,
  };
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    requestFor(address)(address, { method: "POST", headers: sent, signal, agent: false }, resolve)
      .on("error", reject)
      .end(body);
  });
  let broken = false;
  const chunks = async function* (): AsyncGenerator<Buffer> {
    try {
      for await (const chunk of plainly(answer)) yield chunk;
    } catch {
      broken = true;
    }
  };
  return { status: answer.statusCode ?? 502, headers: answer.headers, body: chunks(), broken: () => broken };
}

/** Some answer compressed although nobody asked for it. */
function plainly(answer: IncomingMessage): AsyncIterable<Buffer> {
  switch (answer.headers["content-encoding"]?.trim().toLowerCase()) {
    case "gzip":
      return decoded(answer, createGunzip());
    case "deflate":
      return decoded(answer, createInflate());
    case "br":
      return decoded(answer, createBrotliDecompress());
    default:
      return answer;
  }
}

function decoded(answer: IncomingMessage, decoder: BrotliDecompress | Gunzip | Inflate): AsyncIterable<Buffer> {
  answer.on("error", (error) => decoder.destroy(error));
  return answer.pipe(decoder);
}
