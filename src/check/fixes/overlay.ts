import type { Files } from "../../model/ports.ts";

/** Files of which some have other contents, by the path of the file itself. */
export function overlay(files: Files, contents: ReadonlyMap<string, Uint8Array>): Files {
  return {
    ...files,
    read: (path) => {
      const bytes = contents.get(path);
      return bytes ? { ok: true, bytes } : files.read(path);
    },
    entry: (path) => {
      const entry = files.entry(path);
      const bytes = contents.get(path);
      return entry && bytes ? { ...entry, size: bytes.length } : entry;
    },
  };
}
