import type { IncomingMessage, RequestOptions } from "node:http";
import type { Socket } from "node:net";
import { getProxyUrl } from "@actions/http-client/lib/proxy";
import { requestFor } from "./node-http.ts";

type Headers = Readonly<Record<string, string>>;

/**
 * One GET, through the proxy that HTTPS_PROXY, HTTP_PROXY and NO_PROXY name as for every action; follows no redirect.
 * The signal also ends the connection, which would otherwise keep the process.
 */
export const httpGet = async (url: URL, headers: Headers, signal: AbortSignal): Promise<IncomingMessage> =>
  ask("GET", url, headers, signal);

/** One POST, the same way. */
export const httpPost = async (
  url: URL,
  headers: Headers,
  body: string,
  signal: AbortSignal,
): Promise<IncomingMessage> => ask("POST", url, headers, signal, body);

async function ask(
  method: "GET" | "POST",
  url: URL,
  headers: Headers,
  signal: AbortSignal,
  body?: string,
): Promise<IncomingMessage> {
  const proxy = getProxyUrl(url);
  const options = { method, headers, signal };
  if (proxy === undefined) return send(url, options, body);
  if (url.protocol === "https:")
    return send(url, { ...options, socket: await tunnel(proxy, url, signal) } as RequestOptions, body);
  return send(proxy, { ...options, path: url.href, headers: { ...headers, ...passport(proxy), host: url.host } }, body);
}

const send = (url: URL, options: RequestOptions, body?: string): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    requestFor(url)(bare(url), { ...options, agent: false }, resolve)
      .on("error", reject)
      .end(body);
  });

/** A connection to the host of an address, made by a proxy that sees nothing of what goes through it. */
const tunnel = (proxy: URL, { hostname, port }: URL, signal: AbortSignal): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const target = `${hostname}:${port || "443"}`;
    const headers = { ...passport(proxy), host: target };
    requestFor(proxy)(bare(proxy), { method: "CONNECT", path: target, headers, signal, agent: false })
      .on("connect", ({ statusCode }, socket) => {
        if (statusCode === 200) return resolve(socket);
        socket.destroy();
        reject(new Error(`the proxy answers ${String(statusCode)}`));
      })
      .on("response", ({ statusCode }) => reject(new Error(`the proxy answers ${String(statusCode)}`)))
      .on("error", reject)
      .end();
  });

const passport = ({ username, password }: URL): Headers =>
  username === "" && password === "" ? {} : { "proxy-authorization": basic(`${username}:${password}`) };

export const basic = (credentials: string): string => `Basic ${Buffer.from(credentials).toString("base64")}`;

/** Node would make a header of the user in an address. */
function bare(url: URL): URL {
  const copy = new URL(url.href);
  copy.username = "";
  copy.password = "";
  return copy;
}
