import type { Readable } from "node:stream";
import type { Output } from "../../rehearsal/isolation.ts";

/** Keeps the beginning of a stream and counts all of it, so that a program which prints without end fills nothing. */
export function keepOutput(stream: Readable, mostBytes: number): () => Output {
  const kept: Buffer[] = [];
  let room = mostBytes;
  let bytes = 0;
  stream.on("data", (piece: Buffer) => {
    bytes += piece.length;
    if (room > 0) kept.push(piece.subarray(0, room));
    room -= Math.min(room, piece.length);
  });
  return () => ({ text: Buffer.concat(kept).toString("utf8"), bytes, cut: bytes > mostBytes });
}
