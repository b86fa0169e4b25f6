import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { nodeHttp } from "../network/node-http.ts";
import type { Attempt } from "../../rehearsal/isolation.ts";

const MOST_HOSTS = 200;

/**
 * A proxy that lets nothing out: it refuses, and writes down for whom each request was. What is for the model server
 * itself it hands over, for some programs send even that through their proxy.
 */
export function openCanary(
  ownHost: () => string,
  server: Server | undefined,
): { server: Server; attempts: () => Attempt[] } {
  const counts = new Map<string, number>();
  const note = (host: string): void => {
    const known = counts.has(host) || counts.size < MOST_HOSTS ? host : "others";
    counts.set(known, (counts.get(known) ?? 0) + 1);
  };
  const canary = nodeHttp.createServer((request, response) => {
    const target = URL.canParse(request.url ?? "") ? new URL(request.url ?? "") : undefined;
    if (server !== undefined && target?.host === ownHost()) return handOver(server, request, response, target);
    note(target === undefined ? (request.headers.host ?? "unknown") : `${target.hostname}:${target.port || "80"}`);
    response.writeHead(403, { "content-type": "text/plain", "x-should-retry": "false" });
    response.end("A dry run reaches no other address.\n");
  });
  canary.on("connect", (request, socket) => {
    note(request.url ?? "unknown");
    socket.on("error", () => undefined); // whoever asked is gone
    socket.end("HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
  });
  const attempts = (): Attempt[] =>
    [...counts].map(([host, count]) => ({ host, count })).sort((one, two) => (one.host < two.host ? -1 : 1));
  return { server: canary, attempts };
}

function handOver(server: Server, request: IncomingMessage, response: ServerResponse, target: URL): void {
  request.url = `${target.pathname}${target.search}`;
  server.emit("request", request, response);
}
