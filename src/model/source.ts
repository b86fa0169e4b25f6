/** Half-open range of UTF-16 offsets into a source's text. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** One-based, columns in UTF-16 units, end exclusive: what SARIF and every annotation format expect. */
export interface Location {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** A file of the checked folder, decoded. Offsets count from the first character after a byte order mark. */
export interface Source {
  /** POSIX, relative to the checked folder. */
  readonly path: string;
  readonly text: string;
  /** Size on disk. */
  readonly bytes: number;
  readonly bom: boolean;
}

const starts = new WeakMap<Source, readonly number[]>();

/** Offsets at which the lines of a source begin; CRLF and LF both end a line. */
function lineStarts(source: Source): readonly number[] {
  const known = starts.get(source);
  if (known) return known;
  const found = [0];
  for (let at = source.text.indexOf("\n"); at !== -1; at = source.text.indexOf("\n", at + 1)) found.push(at + 1);
  starts.set(source, found);
  return found;
}

function point(lines: readonly number[], offset: number): { line: number; column: number } {
  let low = 0;
  let high = lines.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lines[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (lines[low] ?? 0) + 1 };
}

export function locationOf(source: Source, range: Range): Location {
  const lines = lineStarts(source);
  const from = point(lines, Math.min(range.start, source.text.length));
  const to = point(lines, Math.min(Math.max(range.end, range.start), source.text.length));
  return { line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
}

/** The offset of a one-based line and column; the end of the text where there is no such line. */
export function offsetAt(source: Source, line: number, column: number): number {
  return Math.min((lineStarts(source)[line - 1] ?? source.text.length) + column - 1, source.text.length);
}

/** The text of a one-based line, without its line ending. */
export function lineText(source: Source, line: number): string {
  const { text } = source;
  const lines = lineStarts(source);
  const start = lines[line - 1];
  if (start === undefined) return "";
  let end = lines[line] ?? text.length;
  if (end > start && text[end - 1] === "\n") end -= 1;
  if (end > start && text[end - 1] === "\r") end -= 1;
  return text.slice(start, end);
}
