import { offsetAt, type Range, type Source } from "../model/source.ts";
import type { Origin } from "./origin.ts";

/** The rest of the line in which something begins. */
export function rangeOfOrigin({ line = 1, column = 1 }: Pick<Origin, "line" | "column">, source: Source): Range {
  const start = offsetAt(source, line, column);
  const end = source.text.slice(start).search(/\r?\n|$/);
  return { start, end: start + Math.max(0, end) };
}
