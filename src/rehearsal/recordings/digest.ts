import { createHash } from "node:crypto";

/** SHA-256 in hexadecimal digits, or the first so many of them. */
export const digest = (text: string | Uint8Array, length = 64): string =>
  createHash("sha256").update(text).digest("hex").slice(0, length);
