import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { listening } from "../sandbox/listening.ts";
import { nodeHttp } from "./node-http.ts";

export interface GuardedRequest {
  readonly method: string;
  /** Without what is asked behind it. */
  readonly path: string;
  readonly body: string;
}
export interface GuardedAnswer {
  readonly status: number;
  readonly text: string;
}

/** What a caller may take up: that it has the token is no reason to have no bounds. */
interface Bounds {
  readonly body: number;
  readonly headers: number;
  readonly connections: number;
  /** Milliseconds in which headers, and a whole request, have to be there. */
  readonly patience: number;
}
const BOUNDS: Bounds = { body: 1024 * 1024, headers: 8192, connections: 64, patience: 30_000 };

export interface GuardedServer {
  readonly port: number;
  /** Takes no more connections, and lets those end that are being answered. */
  readonly close: () => Promise<void>;
}

/**
 * A server for those who have a token, which answers one request after the other. Without the token nothing of a
 * request is read but its headers, and all that it is told is that. Throws where the address is not to be had.
 */
export async function openGuardedServer(
  at: { readonly host: string; readonly port: number },
  token: string,
  answer: (request: GuardedRequest) => Promise<GuardedAnswer>,
  changed: Partial<Bounds> = {},
): Promise<GuardedServer> {
  const bounds = { ...BOUNDS, ...changed };
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = async (request: GuardedRequest): Promise<GuardedAnswer> => {
    const mine = last.then(() => answer(request));
    last = mine.catch(() => undefined);
    return mine;
  };
  const options = {
    maxHeaderSize: bounds.headers,
    headersTimeout: bounds.patience,
    requestTimeout: bounds.patience,
    connectionsCheckingInterval: Math.min(1000, bounds.patience),
    keepAliveTimeout: 5000,
  };
  const server = nodeHttp.createServer(options, (incoming, response) => {
    if (!isTrusted(incoming.headers.authorization, token))
      refuse(response, 401, "the bearer token is missing or wrong");
    else void serve(incoming, response, bounds.body, inTurn);
  });
  server.maxConnections = bounds.connections;
  // Whoever asks whether to go on has to show the token first.
  server.on("checkContinue", (incoming, response) => {
    if (isTrusted(incoming.headers.authorization, token)) response.writeContinue();
    server.emit("request", incoming, response);
  });
  return { port: await listening(server, at), close: () => ended(server) };
}

const ended = (server: Server): Promise<void> =>
  new Promise((done) => {
    server.close(() => done());
    server.closeIdleConnections();
  });

/** Takes as long whatever is wrong with it. */
function isTrusted(header: string | undefined, token: string): boolean {
  return timingSafeEqual(digest(header ?? ""), digest(`Bearer ${token}`));
}
const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

async function serve(
  incoming: IncomingMessage,
  response: ServerResponse,
  most: number,
  answer: (request: GuardedRequest) => Promise<GuardedAnswer>,
): Promise<void> {
  const body = await bodyOf(incoming, most);
  if (body === "too much") return refuse(response, 413, `the body has more than ${most} bytes`);
  if (body === "broken off") return void response.destroy();
  const [path = ""] = (incoming.url ?? "").split("?");
  try {
    const { status, text } = await answer({ method: incoming.method ?? "", path, body: body.toString("utf8") });
    reply(response, status, text);
  } catch {
    // What went wrong is told where the server runs, not to who asks.
    reply(response, 500, "something went wrong");
  }
}

async function bodyOf(incoming: IncomingMessage, most: number): Promise<Buffer | "too much" | "broken off"> {
  if (Number(incoming.headers["content-length"] ?? 0) > most) return "too much";
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of incoming) {
      const bytes = Buffer.from(chunk);
      size += bytes.length;
      if (size > most) return "too much";
      chunks.push(bytes);
    }
  } catch {
    return "broken off";
  }
  return Buffer.concat(chunks);
}

/** What is not read ends the connection with it. */
function refuse(response: ServerResponse, status: number, text: string): void {
  response.setHeader("connection", "close");
  if (status === 401) response.setHeader("www-authenticate", "Bearer");
  reply(response, status, text);
}

function reply(response: ServerResponse, status: number, text: string): void {
  const body = `${text}\n`;
  response.writeHead(status, {
    "content-type": "text/plain; charset=utf-8",
    "content-length": Buffer.byteLength(body),
    "x-content-type-options": "nosniff",
  });
  response.end(body);
}
