import type { Problem } from "../model/problem.ts";
import type { Range } from "../model/source.ts";

/** Levels of lists and maps. Real configuration has fewer than ten; whoever walks a tree may recurse. */
export const MAX_DEPTH = 100;

/** Problems reported for one text: more of them only follow from the first ones. */
export const MAX_PROBLEMS = 5;

export function tooDeep(range: Range): Problem {
  return { code: "too-deep", message: `nested deeper than ${MAX_DEPTH} levels; flatten it`, range };
}

export function duplicateKey(key: string, range: Range): Problem {
  const message = `the key ${JSON.stringify(shorten(key))} stands twice; remove one`;
  return { code: "duplicate-key", message, range };
}

/** Text of a file for a message about it: the file may be hostile, and its keys megabytes long. */
export function shorten(text: string, length = 60): string {
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}
