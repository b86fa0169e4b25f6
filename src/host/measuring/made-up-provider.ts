import { createServer } from "node:http";
import { closed, listening } from "../sandbox/listening.ts";

/** A server on loopback that answers with one number, whatever it is asked for. */
export interface MadeUpProvider {
  readonly address: string;
  /** What it answers from now on. */
  readonly say: (value: number) => void;
  readonly close: () => Promise<void>;
}

/** As Prometheus answers a query, and to everything else the number alone. */
export async function openMadeUpProvider(): Promise<MadeUpProvider> {
  let value = 0;
  const server = createServer((request, response) => {
    const isQuery = request.url?.startsWith("/api/v1/query") === true;
    const result = [{ metric: {}, value: [0, String(value)] }];
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(isQuery ? { status: "success", data: { resultType: "vector", result } } : value));
  });
  const port = await listening(server, { host: "127.0.0.1", port: 0 });
  return {
    address: `http://127.0.0.1:${port}`,
    say: (next) => void (value = next),
    close: async () => closed(server),
  };
}
