import type { DataNode } from "../../model/data.ts";
import type { Source } from "../../model/source.ts";
import { dataSyntax } from "./data-syntax.ts";
import { loaded, type Syntaxes } from "./load-syntaxes.ts";

/**
 * Reads what files of data hold, each once; undefined where there is no such file, or it cannot be read. Comments in
 * JSON are allowed: whether the program that the file is for takes them is not ours to judge.
 */
export function dataReader(
  source: (path: string) => Source | undefined,
  syntaxes: Syntaxes,
): (path: string) => DataNode | undefined {
  const known = new Map<string, DataNode | undefined>();
  return (path) => {
    if (!known.has(path)) known.set(path, read(path, source(path)?.text, syntaxes));
    return known.get(path);
  };
}

function read(path: string, text: string | undefined, syntaxes: Syntaxes): DataNode | undefined {
  const syntax = dataSyntax(path);
  if (text === undefined || syntax === undefined) return undefined;
  const { data, problems } =
    syntax === "json" ? loaded(syntaxes, "json")(text, { comments: true }) : loaded(syntaxes, syntax)(text);
  return problems.some(({ code }) => code !== "duplicate-key") ? undefined : data;
}
