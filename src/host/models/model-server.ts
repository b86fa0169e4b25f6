import type { Server } from "node:http";
import type { Exchange } from "../../rehearsal/exchange.ts";
import { recordingBehind } from "../../rehearsal/outcome.ts";
import type { Amounts } from "../../rehearsal/recordings/budget.ts";
import { idOf, type Recording } from "../../rehearsal/recordings/recording.ts";
import { nodeHttp } from "../network/node-http.ts";
import type { ModelServerOptions } from "./options.ts";
import { newRun } from "./run.ts";
import { serve } from "./serve.ts";
import { writeDown } from "./write-down.ts";

/** What a server of models knows of its run. */
interface Answering {
  /** All that were answered so far, in the order of their arrival. */
  readonly exchanges: () => readonly Exchange[];
  /** Recordings made so far. */
  readonly recorded: () => readonly Recording[];
  /** Ids of the given recordings that nothing asked for. */
  readonly unused: () => readonly string[];
  /** What recording has used up of its budget. */
  readonly spent: () => Amounts;
}

/** One that does not listen yet: whoever shuts a program in knows where it has to. */
export interface UnboundModelServer extends Answering {
  readonly server: Server;
}

export interface ModelServer extends Answering {
  /** `http://127.0.0.1:<port>`, no slash at its end. */
  readonly url: string;
  readonly port: number;
  /** Ends the server and every connection. */
  readonly close: () => Promise<void>;
}

/** A server of models. It replays, plays scripts, or records, as its options say. */
export function newModelServer(options: ModelServerOptions): UnboundModelServer {
  const run = newRun(options);
  const start = performance.now();
  const now = (): number => performance.now() - start;
  const server = nodeHttp.createServer((incoming, response) => void serve(run, incoming, response, now));
  // Somebody takes this server for a proxy: to where, is worth knowing.
  server.on("connect", ({ method = "", url = "" }, socket) => {
    socket.on("error", () => undefined);
    socket.end("HTTP/1.1 404 Not Found\r\n\r\n", () => socket.destroy());
    const at = { began: now(), ended: now(), number: run.arrivals++ };
    const response = { status: 404, headers: {}, body: new Uint8Array() };
    const body = new Uint8Array();
    writeDown(run, { ...at, method, path: url, body, response, outcome: { kind: "unmatched" }, delivered: true });
  });
  // An agent may think for as long as it likes, between two requests and in the middle of one.
  server.requestTimeout = 0;
  server.keepAliveTimeout = 0;
  const exchanges = (): readonly Exchange[] =>
    [...run.exchanges.values()].toSorted((one, other) => one.number - other.number);
  return {
    server,
    exchanges,
    recorded: () => [...run.recorded],
    unused: () => {
      const used = new Set(exchanges().map(({ outcome }) => recordingBehind(outcome)));
      return run.library.all.map(({ key }) => idOf(key)).filter((id) => !used.has(id));
    },
    spent: () => run.spending.spent,
  };
}

/** The same on 127.0.0.1, at a port that was free. */
export async function startModelServer(options: ModelServerOptions): Promise<ModelServer> {
  const { server, ...answering } = newModelServer(options);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("The server has no port.");
  return {
    ...answering,
    url: `http://127.0.0.1:${address.port}`,
    port: address.port,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
