import { isObject, parsed } from "../../../model/json.ts";

const MOST = 10_000;
const DEEPEST = 50;

/**
 * What a text says, piece by piece, so that two versions can be compared: of JSON each value by the way to it, and what
 * stands in lists as such; of anything else its lines. Undefined for JSON that cannot be read.
 */
export function piecesOf(path: string, text: string): ReadonlyMap<string, string> | undefined {
  const entries = new Map<string, string>();
  const counts = new Map<string, number>();
  const add = (key: string, value: string): void => void (entries.size < MOST && entries.set(key, value));
  /** The same one may stand there several times. */
  const among = (key: string): void => {
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    add(count === 1 ? key : `${key}, ${count}`, "there");
  };
  if (!path.endsWith(".json")) {
    for (const line of text.split(/\r?\n/)) if (line.trim() !== "") among(line);
    return entries;
  }
  const value = parsed(text);
  if (value === undefined) return undefined;
  const visit = (one: unknown, way: string, depth: number): void => {
    if (Array.isArray(one)) for (const item of one) among(`${way}${way === "" ? "" : ": "}${JSON.stringify(item)}`);
    else if (isObject(one) && depth < DEEPEST)
      for (const [key, member] of Object.entries(one)) visit(member, way === "" ? key : `${way}.${key}`, depth + 1);
    else add(way, JSON.stringify(one));
  };
  visit(value, "", 0);
  return entries;
}
