import type { DataEntry, DataNode } from "../../model/data.ts";
import { locationOf, type Location, type Range, type Source } from "../../model/source.ts";
import { parseJson } from "../../syntax/json.ts";
import { parseToml } from "../../syntax/toml.ts";
import type { Adapter, Steer } from "./adapter.ts";
import { isSteering } from "./steering-variables.ts";

/** A key of the configuration under test that could lead a client to another server than the one it is given. */
export interface Steering {
  readonly path: string;
  /** From the top of the file, joined by dots; the name of a variable; empty where the file cannot be read. */
  readonly key: string;
  readonly at: Location;
  /** Names file and key, and never quotes a value. */
  readonly message: string;
}

/** Every such key in these files of a workspace, in the order of the adapter's table and of the file. */
export function findSteering(adapter: Adapter, files: readonly Source[]): readonly Steering[] {
  return adapter.steers.flatMap((steer) =>
    steer.paths.flatMap((path) => {
      const file = files.find((one) => one.path === path);
      return file === undefined ? [] : keysOf(steer, file).map(({ key, range }) => told(file, key, range));
    }),
  );
}

interface Found {
  readonly key: string;
  readonly range: Range;
}

function told(file: Source, key: string, range: Range): Steering {
  const message =
    key === ""
      ? `${file.path} cannot be read, so nobody knows where it leads the client: repair it, or leave it out of the workspace.`
      : `${file.path} sets ${key}, which can lead the client away from the replay server: leave it out of the workspace.`;
  return { path: file.path, key, at: locationOf(file, range), message };
}

function keysOf(steer: Steer, file: Source): readonly Found[] {
  if (steer.syntax === "dotenv") return variablesIn(file.text);
  const { data } =
    steer.syntax === "toml" ? parseToml(file.text) : parseJson(file.text, { comments: steer.syntax === "jsonc" });
  if (data === undefined) return file.text.trim() === "" ? [] : [{ key: "", range: { start: 0, end: 0 } }];
  const named = steer.keys.flatMap((keys) => along(data, keys, []));
  const variables = steer.variables === undefined ? [] : along(data, [...steer.variables, "*"], []);
  const found = [...named, ...variables.filter(({ entry }) => isSteering(entry.key))];
  return found
    .map(({ entry, path }) => ({ key: path.join("."), range: entry.keyRange }))
    .sort((one, two) => one.range.start - two.range.start);
}

interface Along {
  readonly entry: DataEntry;
  readonly path: readonly string[];
}

/**
 * The entries at the end of a path of keys, also where a key stands twice: which of them counts is the client's affair.
 */
function along(node: DataNode, [key, ...rest]: readonly string[], above: readonly string[]): readonly Along[] {
  if (node.kind !== "map" || key === undefined) return [];
  return node.entries
    .filter((entry) => key === "*" || entry.key === key)
    .flatMap((entry): readonly Along[] => {
      const path = [...above, entry.key];
      return rest.length === 0 ? [{ entry, path }] : along(entry.value, rest, path);
    });
}

/** Lines of `NAME=value`, `export NAME=value` and `NAME: value`, as the dotenv packages read them. */
function variablesIn(text: string): readonly Found[] {
  const lines = text.matchAll(/^([ \t]*(?:export[ \t]+)?)([\w.-]+)(?:[ \t]*=|:[ \t])/gm);
  return Array.from(lines, ({ index, 1: before = "", 2: key = "" }): Found => {
    const start = index + before.length;
    return { key, range: { start, end: start + key.length } };
  }).filter(({ key }) => isSteering(key));
}
