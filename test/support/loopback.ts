import { createServer, type IncomingHttpHeaders } from "node:http";
import { text } from "node:stream/consumers";
import { onTestFinished } from "vitest";

export interface RecordedRequest {
  readonly method: string;
  /** As sent: still percent-encoded, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Answer {
  /** 200 unless told. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** A string and bytes are sent as they are, anything else as JSON; nothing sends no body. */
  readonly body?: unknown;
  /** Sends the body, and never ends. */
  readonly hold?: boolean;
}

export type Handler = (request: RecordedRequest) => Answer | Promise<Answer>;

export interface Loopback {
  /** `http://127.0.0.1:<port>`, no slash at its end. */
  readonly url: string;
  readonly requests: readonly RecordedRequest[];
}

/** Answers by method and path, such as `{ "GET /health": { body: "ok" } }`; 404 for what is not there. */
export function routes(table: Readonly<Record<string, Answer | Handler>>): Handler {
  return (request) => {
    const found = table[`${request.method} ${request.path}`];
    if (found === undefined) return { status: 404, body: `No route for ${request.method} ${request.path}` };
    return typeof found === "function" ? found(request) : found;
  };
}

/** A server on 127.0.0.1 that records what it is asked; closed when the running test ends. A handler that throws answers 500. */
export async function loopback(handler: Handler): Promise<Loopback> {
  const requests: RecordedRequest[] = [];
  const server = createServer((incoming, response) => {
    const serve = async (): Promise<Answer> => {
      const { pathname, searchParams } = new URL(`http://127.0.0.1${incoming.url ?? "/"}`);
      const { method = "GET", headers } = incoming;
      const request = { method, path: pathname, query: searchParams, headers, body: await text(incoming) };
      requests.push(request);
      return handler(request);
    };
    const send = ({ status = 200, headers = {}, body, hold = false }: Answer): void => {
      const isText = typeof body === "string";
      const isBytes = body instanceof Uint8Array;
      const type = isText
        ? "text/plain; charset=utf-8"
        : isBytes
          ? "application/octet-stream"
          : "application/json; charset=utf-8";
      response.writeHead(status, { ...(body !== undefined && { "content-type": type }), ...headers });
      const content = isText || isBytes ? body : JSON.stringify(body);
      if (hold) response.write(content);
      else response.end(content);
    };
    serve().then(send, (error: unknown) => send({ status: 500, body: String(error) }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("The server has no port.");
  return { url: `http://127.0.0.1:${address.port}`, requests };
}
