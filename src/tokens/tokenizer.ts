import { mergePairs } from "./merge.ts";
import { CL100K, O200K, pieceEnd, type Splitting } from "./pieces.ts";

export const ENCODINGS = ["o200k_base", "cl100k_base"] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** Counts exactly; what looks like a special token, `<|endoftext|>`, is text like any other. */
export interface Tokenizer {
  readonly encoding: Encoding;
  readonly count: (text: string) => number;
  readonly encode: (text: string) => readonly number[];
}

/** Tokens by rank: texts, and the bytes of those that are none. */
type Table = readonly (string | readonly number[] | undefined)[];

const SOURCES: Readonly<Record<Encoding, () => Promise<{ readonly table: Table; readonly splitting: Splitting }>>> = {
  o200k_base: async () => ({
    table: (await import("gpt-tokenizer/bpeRanks/o200k_base")).default,
    splitting: O200K,
  }),
  cl100k_base: async () => ({
    table: (await import("gpt-tokenizer/bpeRanks/cl100k_base")).default,
    splitting: CL100K,
  }),
};

const loaded = new Map<Encoding, Promise<Tokenizer>>();

/**
 * The tokenizer of an encoding. It costs some start-ups of Node: 200,000 tokens are read.
 * Ask for it only where bytes alone cannot decide.
 */
export function loadTokenizer(encoding: Encoding): Promise<Tokenizer> {
  const known = loaded.get(encoding);
  if (known) return known;
  const tokenizer = SOURCES[encoding]().then(({ table, splitting }) => tokenizerOf(encoding, table, splitting));
  loaded.set(encoding, tokenizer);
  return tokenizer;
}

/** Characters of a piece whose count is remembered. Longer pieces are rare: they would only fill the memory. */
const LONGEST_REMEMBERED = 64;
const MOST_REMEMBERED = 50_000;

function tokenizerOf(encoding: Encoding, table: Table, splitting: Splitting): Tokenizer {
  const { rankOfText, rankOfBytes } = lookups(table);
  const encodePiece = (piece: string): readonly number[] => {
    const whole = rankOfText(piece);
    if (whole !== undefined) return [whole];
    return isAscii(piece)
      ? mergePairs(piece, rankOfText, LONGEST_TOKEN)
      : mergePairs(utf8(piece), rankOfBytes, LONGEST_TOKEN);
  };
  const remembered = new Map<string, number>();
  const countPiece = (piece: string): number => {
    const known = remembered.get(piece);
    if (known !== undefined) return known;
    const count = encodePiece(piece).length;
    if (piece.length <= LONGEST_REMEMBERED && remembered.size < MOST_REMEMBERED) remembered.set(piece, count);
    return count;
  };
  return {
    encoding,
    count: (text) => {
      let sum = 0;
      for (let at = 0; at < text.length;) {
        const end = pieceEnd(text, at, splitting);
        sum += countPiece(text.slice(at, end));
        at = end;
      }
      return sum;
    },
    encode: (text) => {
      const tokens: number[] = [];
      for (let at = 0; at < text.length;) {
        const end = pieceEnd(text, at, splitting);
        for (const token of encodePiece(text.slice(at, end))) tokens.push(token);
        at = end;
      }
      return tokens;
    },
  };
}

interface Lookups {
  readonly rankOfText: (text: string) => number | undefined;
  readonly rankOfBytes: (bytes: string) => number | undefined;
}

function lookups(table: Table): Lookups {
  const texts = new Map<string, number>();
  // Without an iterator: it is 200,000 steps before the first text is counted.
  for (let rank = 0; rank < table.length; rank++) {
    const token = table[rank];
    if (typeof token === "string") texts.set(token, rank);
  }
  // Tokens beyond ASCII by their bytes: a third of all, and many texts never ask for one.
  let others: ReadonlyMap<string, number> | undefined;
  return {
    rankOfText: (text) => texts.get(text),
    rankOfBytes: (bytes) => (isAscii(bytes) ? texts.get(bytes) : (others ??= byBytes(table)).get(bytes)),
  };
}

/** The longest token of both encodings, in bytes; a test holds it. */
const LONGEST_TOKEN = 128;

function byBytes(table: Table): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const [rank, token] of table.entries()) {
    if (token === undefined) continue;
    const bytes = typeof token === "string" ? (isAscii(token) ? "" : utf8(token)) : String.fromCharCode(...token);
    if (bytes !== "") found.set(bytes, rank);
  }
  return found;
}

function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 127) return false;
  return true;
}

/** A text's UTF-8 as characters from U+0000 to U+00FF; half of a surrogate pair is U+FFFD, as everywhere. */
const utf8 = (text: string): string => (isAscii(text) ? text : Buffer.from(text, "utf8").toString("latin1"));
