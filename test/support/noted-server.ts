import { createServer, type Server } from "node:http";
import { text } from "node:stream/consumers";

interface NotedServer {
  /** Not listening yet. */
  readonly server: Server;
  readonly requests: readonly { readonly path: string; readonly body: string }[];
}

/** A server that says one thing to everybody, and writes down what it is asked. */
export function notedServer(answer: string): NotedServer {
  const requests: { path: string; body: string }[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      requests.push({ path: request.url ?? "", body });
      response.end(answer);
    });
  });
  return { server, requests };
}
