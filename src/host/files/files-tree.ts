import type { Files } from "../../model/ports.ts";
import { UsageError } from "../../model/usage-error.ts";
import type { Tree } from "./tree.ts";

/** A checked folder as the tree that configuration is looked for in. */
export function filesTree(files: Files): Tree {
  const isFile = (path: string): boolean => files.entry(path)?.type === "file";
  return {
    isFile,
    readText: (path) => {
      if (!isFile(path)) return undefined;
      const contents = files.read(path);
      if (contents.ok) return new TextDecoder().decode(contents.bytes);
      throw new UsageError(`Cannot read "${path}": ${contents.reason}.`);
    },
    folders: (path) => {
      const below = `${path}/`;
      const names = files.list().flatMap((one) => (one.path.startsWith(below) ? one.path.slice(below.length) : []));
      return [...new Set(names.flatMap((name) => (name.includes("/") ? name.slice(0, name.indexOf("/")) : [])))];
    },
  };
}
