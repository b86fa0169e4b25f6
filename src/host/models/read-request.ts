import type { IncomingMessage } from "node:http";
import * as zlib from "node:zlib";

/** A body of this many bytes holds every context there is. */
const LARGEST_BODY = 64 * 1024 * 1024;

export type ReadBody =
  | { readonly ok: true; readonly bytes: Buffer }
  | { readonly ok: false; readonly status: number; readonly reason: string };

/** The body of a request, decoded if it came compressed. Throws where the client breaks off. */
export async function readRequest(incoming: IncomingMessage): Promise<ReadBody> {
  const chunks: Buffer[] = [];
  let size = 0;
  incoming.on("data", (chunk: Buffer) => {
    size += chunk.length;
    if (size <= LARGEST_BODY) chunks.push(chunk);
  });
  await new Promise<void>((resolve, reject) => {
    incoming.once("end", resolve);
    incoming.once("error", reject);
    incoming.once("close", () => reject(new Error("The client broke off.")));
  });
  if (size > LARGEST_BODY) return { ok: false, status: 413, reason: `more than ${LARGEST_BODY} bytes` };
  return decode(Buffer.concat(chunks), incoming.headers["content-encoding"]);
}

const limit = { maxOutputLength: LARGEST_BODY };
const DECODERS: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
  gzip: (bytes) => zlib.gunzipSync(bytes, limit),
  deflate: (bytes) => zlib.inflateSync(bytes, limit),
  br: (bytes) => zlib.brotliDecompressSync(bytes, limit),
  // Node has it from 22.15 on: a named import of what is not there would keep the whole command from starting.
  ...("zstdDecompressSync" in zlib && { zstd: (bytes) => zlib.zstdDecompressSync(bytes, limit) }),
};

function decode(bytes: Buffer, encoding = "identity"): ReadBody {
  const name = encoding.trim().toLowerCase();
  if (name === "identity" || name === "") return { ok: true, bytes };
  const decoder = Object.hasOwn(DECODERS, name) ? DECODERS[name] : undefined;
  if (!decoder) return { ok: false, status: 415, reason: `content-encoding ${name.slice(0, 40)}` };
  try {
    return { ok: true, bytes: decoder(bytes) };
  } catch {
    return { ok: false, status: 400, reason: `its body is no ${name}` };
  }
}
