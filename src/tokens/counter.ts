import { createHash } from "node:crypto";
import type { CountCache } from "../model/ports.ts";
import { type Encoding, loadTokenizer } from "./tokenizer.ts";

/** Counts texts; the tokenizer is loaded when the first text comes whose count is not known. */
export interface Counter {
  readonly encoding: Encoding;
  /** Tokens of each text, in their order. */
  readonly count: (texts: readonly string[]) => Promise<readonly number[]>;
}

export function openCounter(encoding: Encoding, cache: CountCache): Counter {
  const known = new Map<string, number>([["", 0]]);
  return {
    encoding,
    count: async (texts) => {
      const unknown = [...new Set(texts)].filter((text) => !known.has(text));
      const keys = unknown.map((text) => createHash("sha256").update(text).digest("hex"));
      for (const [index, text] of unknown.entries()) {
        const key = keys[index] ?? "";
        const kept = cache.get(key);
        // No token is shorter than a byte: what says otherwise was not counted.
        if (kept !== undefined && kept <= Buffer.byteLength(text)) known.set(text, kept);
        else {
          const count = (await loadTokenizer(encoding)).count(text);
          known.set(text, count);
          cache.set(key, count);
        }
      }
      return texts.map((text) => known.get(text) ?? 0);
    },
  };
}
