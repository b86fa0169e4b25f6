import type { AddressInfo, ListenOptions, Server } from "node:net";

/** Listens at a path or a port; answers with the port, 0 for a path. */
export function listening(server: Server, at: ListenOptions): Promise<number> {
  return new Promise((done, fail) => {
    server.once("error", fail);
    server.listen(at, () => {
      server.off("error", fail);
      done(portOf(server.address()));
    });
  });
}

const portOf = (address: string | AddressInfo | null): number =>
  typeof address === "object" && address !== null ? address.port : 0;

/** Ends a server with the connections that it still has. */
export function closed(server: Server & { closeAllConnections?: () => void }): Promise<void> {
  return new Promise((done) => {
    server.close(() => done());
    server.closeAllConnections?.();
  });
}
