import { createServer, request } from "node:http";
import { connect } from "node:net";
import { onTestFinished } from "vitest";

export interface Proxy {
  readonly url: string;
  /** `GET http://…` and `CONNECT host:port`, each with what was shown as a pass. */
  readonly asked: readonly string[];
}

/** A proxy on 127.0.0.1 that leads every host to one port of this machine; `refuses` answers with that status instead. */
export async function proxyTo(port: number, { refuses }: { readonly refuses?: number } = {}): Promise<Proxy> {
  const asked: string[] = [];
  const server = createServer((incoming, response) => {
    const { method = "", url = "", headers } = incoming;
    asked.push([method, url, headers["proxy-authorization"]].filter(Boolean).join(" "));
    if (refuses !== undefined) {
      response.writeHead(refuses).end();
      return;
    }
    const { pathname } = new URL(url);
    request({ host: "127.0.0.1", port, path: pathname, headers: { ...headers, connection: "close" } }, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
    }).end();
  });
  server.on("connect", ({ url = "", headers }, client) => {
    asked.push(["CONNECT", url, headers["proxy-authorization"]].filter(Boolean).join(" "));
    client.on("error", () => undefined);
    if (refuses !== undefined) {
      client.end(`HTTP/1.1 ${refuses} No\r\n\r\n`);
      return;
    }
    const target = connect(port, "127.0.0.1", () => {
      client.write("HTTP/1.1 200 Connection established\r\n\r\n");
      target.pipe(client).pipe(target);
    });
    target.on("error", () => client.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void (server.closeAllConnections(), server.close()));
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("The proxy has no port.");
  return { url: `http://127.0.0.1:${address.port}`, asked };
}
