import type { Socket } from "node:net";

const MOST_WAITING = 65_536;

/** Lines of words from the other end of a socket, with spaces in them written as `%20`. */
export function readWords(socket: Socket, each: (words: readonly string[]) => void): void {
  let waiting = "";
  socket.setEncoding("latin1");
  socket.on("data", (piece: string) => {
    const lines = (waiting + piece).split("\n");
    waiting = (lines.pop() ?? "").slice(0, MOST_WAITING);
    for (const line of lines) each(line.split(" ").map(decoded));
  });
}

const decoded = (word: string): string => {
  const bytes = word.replaceAll(/%([0-9a-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
  return Buffer.from(bytes, "latin1").toString("utf8");
};
