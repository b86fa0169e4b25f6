import { createServer } from "node:http";
import type { Exchange } from "../../rehearsal/exchange.ts";
import type { Amounts } from "../../rehearsal/recordings/budget.ts";
import { idOf, type Recording } from "../../rehearsal/recordings/recording.ts";
import type { ModelServerOptions } from "./options.ts";
import { newRun } from "./run.ts";
import { serve } from "./serve.ts";

export interface ModelServer {
  /** `http://127.0.0.1:<port>`, no slash at its end. */
  readonly url: string;
  readonly port: number;
  /** All that were answered so far, in the order of their arrival. */
  readonly exchanges: () => readonly Exchange[];
  /** Recordings made so far. */
  readonly recorded: () => readonly Recording[];
  /** Ids of the given recordings that nothing asked for. */
  readonly unused: () => readonly string[];
  /** What recording has used up of its budget. */
  readonly spent: () => Amounts;
  /** Ends the server and every connection. */
  readonly close: () => Promise<void>;
}

/** A server of models on 127.0.0.1, at a port that was free. It replays, plays scripts, or records, as its options say. */
export async function startModelServer(options: ModelServerOptions): Promise<ModelServer> {
  const run = newRun(options);
  const start = performance.now();
  const now = (): number => performance.now() - start;
  const server = createServer((incoming, response) => {
    // A client that goes away in the middle of its request leaves nothing to answer.
    serve(run, incoming, response, now).catch(() => response.destroy());
  });
  server.requestTimeout = 0;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("The server has no port.");
  const exchanges = (): readonly Exchange[] => run.exchanges.toSorted((one, other) => one.number - other.number);
  return {
    url: `http://127.0.0.1:${address.port}`,
    port: address.port,
    exchanges,
    recorded: () => [...run.recorded],
    unused: () => {
      const used = new Set(run.exchanges.map(({ outcome }) => (outcome.kind === "replayed" ? outcome.id : "")));
      return run.library.all.map(({ key }) => idOf(key)).filter((id) => !used.has(id));
    },
    spent: () => run.spending.spent,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
