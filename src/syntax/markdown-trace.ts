import type { Node } from "commonmark";
import type { CodeSpan, Html, Link } from "../model/outline.ts";
import type { Range } from "../model/source.ts";
import type { BlockNode, BlockParser } from "./markdown-parser.ts";
import { textOf } from "./markdown-text.ts";

/** What a parser was seen to find, in source offsets. Lines are one-based, as the package counts them. */
export interface Trace {
  readonly links: Link[];
  readonly codeSpans: CodeSpan[];
  readonly html: Html[];
  /** Fenced blocks that ended with their closing fence. */
  readonly closed: Set<Node>;
  /** Where each line of the body starts and ends, its line ending left out. */
  readonly lines: Range[];
  /** Where the content of the paragraph or heading on a line starts. */
  readonly contents: number[];
}

/** Watches a parser from now on. commonmark keeps no positions of inline nodes: they are taken while it reads them. */
export function trace(parser: BlockParser, text: string, start: number): Trace {
  const found: Trace = { links: [], codeSpans: [], html: [], closed: new Set(), lines: [], contents: [] };
  watchLines(parser, text, start, found);
  watchInlines(parser, found);
  return found;
}

function watchLines(parser: BlockParser, text: string, start: number, { lines, contents, closed }: Trace): void {
  const incorporateLine = parser.incorporateLine.bind(parser);
  const addLine = parser.addLine.bind(parser);
  const addChild = parser.addChild.bind(parser);
  const finalize = parser.finalize.bind(parser);
  let next = start;
  let current = 0;
  parser.incorporateLine = (line) => {
    current = lines.length + 1;
    const end = next + line.length;
    lines.push({ start: next, end });
    next = end + (text.startsWith("\r\n", end) ? 2 : 1);
    incorporateLine(line);
    current = 0;
  };
  parser.addLine = () => {
    if (parser.tip.type === "paragraph") contents[current] = startOf(lines, current) + parser.offset;
    addLine();
  };
  parser.addChild = (tag, offset) => {
    if (tag === "heading") contents[current] = startOf(lines, current) + parser.offset;
    return addChild(tag, offset);
  };
  parser.finalize = (block, line) => {
    // A block that the next line or the end of the text closes is said to end on the line before.
    if (block.type === "code_block" && line === current) closed.add(block);
    finalize(block, line);
  };
}
