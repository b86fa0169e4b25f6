import type { DataString } from "../model/data.ts";

interface Block {
  readonly node: DataString;
  /** Where the first line behind the scalar starts. */
  readonly next: number;
}

const HEADER = /([|>])(-?)\r?\n/y;

/**
 * A scalar behind | or >, its header at `at`, in a block that is indented by `indent`. Undefined where its first or
 * blank lines hold more spaces than the others, or a folded line does: that is left to the full parser.
 */
export function readBlockScalar(text: string, at: number, indent: number, offset: number): Block | undefined {
  HEADER.lastIndex = at;
  const header = HEADER.exec(text);
  if (!header) return undefined;
  const lines: string[] = [];
  let width = 0;
  let end = at;
  let next = HEADER.lastIndex;
  while (next < text.length) {
    const newline = text.indexOf("\n", next);
    const lineEnd = newline === -1 ? text.length : newline;
    const line = text.slice(next, text[lineEnd - 1] === "\r" ? lineEnd - 1 : lineEnd);
    const spaces = leadingSpaces(line);
    if (spaces === line.length) {
      if (spaces > 0 || width === 0) return undefined;
    } else {
      width ||= spaces;
      if (spaces < width || width <= indent) break;
      if (header[1] === ">" && spaces > width) return undefined;
      end = next + line.length;
    }
    lines.push(line.slice(width));
    next = newline === -1 ? text.length : newline + 1;
  }
  if (end === at) return undefined;
  while (lines.at(-1) === "") lines.pop();
  const value = (header[1] === "|" ? lines.join("\n") : fold(lines)) + (header[2] === "-" ? "" : "\n");
  const length = text.slice(at, end).trimEnd().length;
  return { node: { kind: "string", value, range: { start: at + offset, end: at + length + offset } }, next };
}

function leadingSpaces(line: string): number {
  let spaces = 0;
  while (line[spaces] === " ") spaces += 1;
  return spaces;
}

/** A line ending becomes a space; of several, all but the first stay. */
function fold(lines: readonly string[]): string {
  return lines.reduce((text, line, index) => {
    if (index === 0) return line;
    if (line === "") return `${text}\n`;
    return lines[index - 1] === "" ? text + line : `${text} ${line}`;
  }, "");
}
