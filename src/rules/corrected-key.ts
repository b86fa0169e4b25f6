import type { Fix } from "../model/diagnostic.ts";
import type { Range, Source } from "../model/source.ts";

/** A key spelled as `meant`, in its quotes. A client that passed over it reads it from then on: no safe fix. */
export function correctedKey({ text }: Source, { start, end }: Range, meant: string): Fix {
  const quotes = /["']/.test(text.charAt(start)) ? 1 : 0;
  return {
    title: `Write "${meant}"`,
    safe: false,
    edits: [{ range: { start: start + quotes, end: end - quotes }, text: meant }],
  };
}
