import type { Files } from "../../model/ports.ts";
import type { Source } from "../../model/source.ts";
import { decode, MAX_BYTES } from "../../syntax/decode.ts";

/** In bytes; nothing larger is taken for a text. */
export const LARGEST_TEXT = MAX_BYTES;

/** Reads the texts of files, each once; undefined where a file is not there, too large or no UTF-8. */
export function sourceReader(files: Files): (path: string) => Source | undefined {
  const known = new Map<string, Source | undefined>();
  return (path) => {
    if (!known.has(path)) known.set(path, read(files, path));
    return known.get(path);
  };
}

function read(files: Files, path: string): Source | undefined {
  const contents = files.read(path);
  return contents.ok ? textOf(path, contents.bytes) : undefined;
}

/** The text for those who look for what is ASCII in every encoding: undefined only for what is too large. */
export function searchableOf(path: string, bytes: Uint8Array): Source | undefined {
  const { source, problems } = decode(path, bytes);
  return problems.some(({ code }) => code === "too-large") ? undefined : source;
}

/** Undefined for what is too large, or no clean UTF-8. */
function textOf(path: string, bytes: Uint8Array): Source | undefined {
  const { source, problems } = decode(path, bytes);
  return problems.length === 0 ? source : undefined;
}
