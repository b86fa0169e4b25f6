import type { Files } from "../model/ports.ts";
import { decode } from "../syntax/decode.ts";

/** Reads the texts of files that are no artifacts, each once; undefined where a file is not there, too large or no UTF-8. */
export function textReader(files: Files): (path: string) => string | undefined {
  const known = new Map<string, string | undefined>();
  return (path) => {
    if (!known.has(path)) known.set(path, read(files, path));
    return known.get(path);
  };
}

function read(files: Files, path: string): string | undefined {
  const contents = files.read(path);
  if (!contents.ok) return undefined;
  const { source, problems } = decode(path, contents.bytes);
  return problems.length === 0 ? source.text : undefined;
}
