import type { Range } from "../../model/source.ts";

const LONGEST_HEADER = 400;
const MOST_ROWS = 1000;
const BEFORE = /(?:^|[|,;\t\n])["'`* ]{0,4}$/;
const BEHIND = /["'`* ]{0,4}(?:[|,;\t\r\n]|$)/y;
const DELIMITERS = ["|", "\t", ";", ","];
/** What stands around a cell's text. */
const EDGE = /[\s"'`*]/;

/** The cells of one column of a table, in Markdown or as values that commas part, and where the table ends. */
export interface Column {
  readonly cells: readonly Range[];
  /** Where the first row ends. */
  readonly header: number;
  readonly end: number;
}

/** Whether a name stands alone in a cell of a row, or in a line. */
export function isCell(text: string, start: number, end: number): boolean {
  BEHIND.lastIndex = end;
  return BEHIND.test(text) && BEFORE.test(text.slice(Math.max(0, start - 5), start));
}

/** The column below a name that begins at an offset and is a cell of a first row; undefined where there are no rows. */
export function columnBelow(text: string, start: number): Column | undefined {
  const above = text.slice(Math.max(0, start - LONGEST_HEADER), start);
  const first = start - above.length + above.lastIndexOf("\n") + 1;
  if (first === start - above.length && first > 0) return undefined;
  const header = lineAt(text, first);
  const delimiter = header && DELIMITERS.find((one) => header.includes(one));
  if (header === undefined || delimiter === undefined || /[=:(]/.test(header)) return undefined;
  if (!(delimiter === "|" ? isRuled(text, first + header.length + 1) : isFirst(text, first))) return undefined;
  const columns = header.split(delimiter).length;
  const column = text.slice(first, start).split(delimiter).length - 1;
  const cells: Range[] = [];
  let from = first + header.length + 1;
  for (let row = 0; row < MOST_ROWS; row += 1) {
    const line = lineAt(text, from);
    const parts = line?.split(delimiter) ?? [];
    if (line === undefined || line === "" || parts.length !== columns) break;
    const at = from + parts.slice(0, column).reduce((sum, part) => sum + part.length + 1, 0);
    cells.push(trimmed(text, at, at + (parts[column]?.length ?? 0)));
    from += line.length + 1;
  }
  return { cells, header: first + header.length, end: from };
}

/** Below the first row of a table in Markdown stands a line of dashes. */
const isRuled = (text: string, from: number): boolean => /^[|\s:-]{3,}$/.test(lineAt(text, from) ?? "");

/** Above the first row of values nothing stands, or a fence. */
const isFirst = (text: string, first: number): boolean =>
  first === 0 || /(?:\n\r?\n|\n```[^\n`]{0,40}\n)$/.test(text.slice(Math.max(0, first - 50), first));

/** A line, if it is no longer than a row may be. */
function lineAt(text: string, from: number): string | undefined {
  if (from >= text.length) return undefined;
  const [line = ""] = text.slice(from, from + LONGEST_HEADER + 1).split("\n", 1);
  return line.length > LONGEST_HEADER ? undefined : line;
}

function trimmed(text: string, from: number, to: number): Range {
  let [start, end] = [from, to];
  while (start < end && EDGE.test(text[start] ?? "")) start += 1;
  while (end > start && EDGE.test(text[end - 1] ?? "")) end -= 1;
  return { start, end };
}
