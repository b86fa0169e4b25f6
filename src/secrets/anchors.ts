import { PREFIX_RUN } from "./prefixed.ts";
import type { SecretKind } from "./secret-kind.ts";

interface Anchor {
  readonly anchor: string;
  /** Which of the kinds. */
  readonly kind: number;
  readonly token: boolean;
}

/**
 * Finds the kinds that a text has an anchor of, in their order. One walk over the text looks each pair of characters up
 * in a table, for to search for two hundred anchors one by one takes four times as long.
 */
export function secretAnchors(kinds: readonly SecretKind[]): (text: string) => readonly SecretKind[] {
  const pairs = new Uint8Array(1 << 16);
  const byPair = new Map<number, Anchor[]>();
  const single: Anchor[] = [];
  for (const [kind, { anchors, token = false }] of kinds.entries())
    for (const anchor of anchors) {
      const pair = pairOf(anchor.charCodeAt(0), anchor.charCodeAt(1));
      if (anchor.length < 2) single.push({ anchor, kind, token });
      else {
        pairs[pair] = 1;
        byPair.set(pair, [...(byPair.get(pair) ?? []), { anchor, kind, token }]);
      }
    }
  return (text) => {
    const found = new Set<number>();
    for (const { anchor, kind } of single) if (text.includes(anchor)) found.add(kind);
    let before = text.charCodeAt(0);
    for (let at = 1; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      const pair = pairOf(before, code);
      before = code;
      if (pairs[pair] === 0) continue;
      for (const { anchor, kind, token } of byPair.get(pair) ?? [])
        if (text.startsWith(anchor, at - 1) && (!token || isInRun(text, at))) found.add(kind);
    }
    return [...found].sort((a, b) => a - b).flatMap((kind) => kinds[kind] ?? []);
  };
}

/**
 * Of characters beyond Latin only a part counts:
 * they share their places with others, and `startsWith` tells them apart.
 */
const pairOf = (first: number, second: number): number => ((first & 255) << 8) | (second & 255);

const TOKEN_CODES = Uint8Array.from({ length: 128 }, (_, code) =>
  /[\w.~+/=-]/.test(String.fromCharCode(code)) ? 1 : 0,
);

/** Whether so many characters that tokens are written in stand together here: a few per cent of a text of prose do. */
function isInRun(text: string, at: number): boolean {
  let start = at;
  while (start > 0 && at - start < PREFIX_RUN && TOKEN_CODES[text.charCodeAt(start - 1)] === 1) start -= 1;
  let end = at;
  while (end - start < PREFIX_RUN && TOKEN_CODES[text.charCodeAt(end)] === 1) end += 1;
  return end - start >= PREFIX_RUN;
}
