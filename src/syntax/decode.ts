import { NO_PROBLEMS, type Problem } from "../model/problem.ts";
import type { Range, Source } from "../model/source.ts";

/** Files above this size are not read into trees: no client's configuration comes near it. */
export const MAX_BYTES = 4 * 1024 * 1024;

let strict: InstanceType<typeof TextDecoder> | undefined;

/**
 * Bytes of a file → its text, without the byte order mark. Never throws: what is no clean UTF-8 is said in
 * `problems` and decoded as well as it can be; a file over `MAX_BYTES` has an empty text.
 */
export function decode(path: string, bytes: Uint8Array): { source: Source; problems: readonly Problem[] } {
  if (bytes.length > MAX_BYTES) {
    const message = `the file has ${mebibytes(bytes.length)} MiB, more than the ${mebibytes(MAX_BYTES)} MiB that are read; split it`;
    return { source: sourceOf(path, bytes, ""), problems: [{ code: "too-large", message }] };
  }
  const wide = utf16(bytes);
  if (wide) {
    const message = "the file is saved as UTF-16; save it as UTF-8";
    const source = sourceOf(path, bytes, new TextDecoder(wide, { ignoreBOM: true }).decode(bytes));
    return { source, problems: [{ code: "encoding", message, range: { start: 0, end: 0 } }] };
  }
  const clean = decodeStrictly(bytes);
  if (clean === undefined) {
    const message = "the bytes from here on are not UTF-8; save the file as UTF-8";
    const source = sourceOf(path, bytes, new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes));
    return { source, problems: [{ code: "encoding", message, range: firstReplaced(source, bytes) }] };
  }
  const source = sourceOf(path, bytes, clean);
  const nul = source.text.indexOf("\0");
  if (nul === -1) return { source, problems: NO_PROBLEMS };
  const message = "the file contains a NUL byte, so clients take it for binary; save it as plain UTF-8 text";
  return { source, problems: [{ code: "encoding", message, range: { start: nul, end: nul + 1 } }] };
}

function sourceOf(path: string, bytes: Uint8Array, marked: string): Source {
  const bom = marked.charCodeAt(0) === 0xfeff;
  return { path, text: bom ? marked.slice(1) : marked, bytes: bytes.length, bom };
}

function mebibytes(bytes: number): number {
  return Math.ceil((bytes * 10) / (1024 * 1024)) / 10;
}

function utf16(bytes: Uint8Array): "utf-16le" | "utf-16be" | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  return bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : undefined;
}

function decodeStrictly(bytes: Uint8Array): string | undefined {
  strict ??= new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  try {
    return strict.decode(bytes);
  } catch {
    return undefined;
  }
}

/** The file may also hold U+FFFD of its own: only one that is not spelled EF BF BD stands for broken bytes. */
function firstReplaced({ text, bom }: Source, bytes: Uint8Array): Range {
  const encoder = new TextEncoder();
  let byte = bom ? 3 : 0;
  let from = 0;
  for (let at = text.indexOf("\uFFFD"); at !== -1; at = text.indexOf("\uFFFD", from)) {
    byte += encoder.encode(text.slice(from, at)).length;
    const own = bytes[byte] === 0xef && bytes[byte + 1] === 0xbf && bytes[byte + 2] === 0xbd;
    if (!own) return { start: at, end: at + 1 };
    byte += 3;
    from = at + 1;
  }
  return { start: 0, end: text.length };
}
