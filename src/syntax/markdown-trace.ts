import type { Node } from "commonmark";
import type { CodeSpan, Html, Link } from "../model/outline.ts";
import type { Range } from "../model/source.ts";
import type { BlockNode, BlockParser } from "./markdown-parser.ts";
import { inlineText } from "./markdown-text.ts";

/** What a parser was seen to find, in source offsets. Lines are numbered from 1, as the package does. */
export interface MarkdownTrace {
  readonly links: Link[];
  /** The texts of the links, at most a thousand characters of each. */
  readonly texts: Map<Node, string>;
  readonly codeSpans: CodeSpan[];
  readonly html: Html[];
  /** Fenced blocks that ended with their closing fence. */
  readonly closed: Set<Node>;
  /** Where the lines of the body start, and where they end, their line ending left out. */
  readonly starts: number[];
  readonly ends: number[];
  /** Where the content of the paragraph or heading on a line starts. */
  readonly contents: number[];
  /** Where underlined headings start: link definitions in front of one still count for its position in the package. */
  readonly underlined: Map<Node, number>;
}

/**
 * Watches a parser, which keeps no positions of inline nodes, while it finds them.
 * `begin` is to be called before each text.
 */
export function watch(parser: BlockParser): { readonly begin: (text: string, start: number) => MarkdownTrace } {
  const watched: Watched = { text: "", seen: newTrace(), line: 0, at: 0, next: 0, place: (index) => index };
  watchBlocks(parser, watched);
  watchInlines(parser, watched);
  return {
    begin: (text, start) => {
      Object.assign(watched, { text, seen: newTrace(), next: start });
      return watched.seen;
    },
  };
}

interface Watched {
  text: string;
  seen: MarkdownTrace;
  /** The line that is being read, 0 between lines; where it starts, and where the next one does. */
  line: number;
  at: number;
  next: number;
  /** Offsets into the content of the block that is being read → offsets into the source. */
  place: (index: number) => number;
}

function newTrace(): MarkdownTrace {
  return {
    links: [],
    texts: new Map(),
    codeSpans: [],
    html: [],
    closed: new Set(),
    starts: [],
    ends: [],
    contents: [],
    underlined: new Map(),
  };
}

function watchBlocks(parser: BlockParser, watched: Watched): void {
  const incorporateLine = parser.incorporateLine.bind(parser);
  const addLine = parser.addLine.bind(parser);
  const addChild = parser.addChild.bind(parser);
  const finalize = parser.finalize.bind(parser);
  parser.incorporateLine = (content) => {
    const { seen, next, text } = watched;
    const end = next + content.length;
    watched.at = next;
    watched.line = seen.starts.push(next);
    seen.ends.push(end);
    seen.contents.push(next);
    watched.next = end + (text.startsWith("\r\n", end) ? 2 : 1);
    incorporateLine(content);
    watched.line = 0;
  };
  const keepContent = (): void => {
    watched.seen.contents[watched.line - 1] = watched.at + parser.offset;
  };
  parser.addLine = () => {
    if (parser.tip.type === "paragraph") keepContent();
    addLine();
  };
  parser.addChild = (tag, offset) => {
    if (tag === "heading") keepContent();
    return addChild(tag, offset);
  };
  parser.finalize = (block, last) => {
    // Only a closing fence ends a block on the line that is being read; whatever else closes one says the line before.
    if (block.type === "code_block" && last === watched.line) watched.seen.closed.add(block);
    finalize(block, last);
  };
}

function watchInlines({ inlineParser: inlines }: BlockParser, watched: Watched): void {
  const parse = inlines.parse.bind(inlines);
  inlines.parse = (block) => {
    watched.place = placing(block, watched.seen.contents);
    if (isUnderlined(block)) watched.seen.underlined.set(block, watched.place(0));
    parse(block);
  };
  /** `keep` sees the node that a reader appended, and where it started to read. */
  const after = (reader: Reader, keep: (node: Node, start: number) => void): void => {
    const read = inlines[reader].bind(inlines);
    inlines[reader] = (block) => {
      const { brackets, pos } = inlines;
      const start = reader === "parseCloseBracket" && brackets ? brackets.index - (brackets.image ? 1 : 0) : pos;
      const found = read(block);
      if (found && block.lastChild) keep(block.lastChild, start);
      return found;
    };
  };
  const range = (start: number): Range => ({ start: watched.place(start), end: watched.place(inlines.pos) });
  const keepLink = (node: Node, start: number): void => {
    if (node.type !== "link" && node.type !== "image") return;
    const { links, texts } = watched.seen;
    const text = inlineText(node, texts).slice(0, 1000);
    texts.set(node, text);
    links.push({ destination: node.destination ?? "", text, image: node.type === "image", range: range(start) });
  };
  after("parseCloseBracket", keepLink);
  after("parseAutolink", keepLink);
  after("parseHtmlTag", ({ literal }, start) =>
    watched.seen.html.push({ content: literal ?? "", range: range(start) }),
  );
  after("parseBackticks", ({ type, literal }, start) => {
    if (type === "code") watched.seen.codeSpans.push({ content: literal ?? "", range: range(start) });
  });
}

type Reader = "parseAutolink" | "parseBackticks" | "parseCloseBracket" | "parseHtmlTag";

/** Whether a heading is underlined. The content of one behind # is no whole line, and so has no line feed. */
function isUnderlined({ type, _string_content }: BlockNode): boolean {
  return type === "heading" && _string_content.includes("\n");
}

/**
 * Offsets into the trimmed content of a block → offsets into the source. Lines are counted from the block's end, since
 * the package takes link definitions from its start; a heading ends with a line that is no content, or has but one.
 */
function placing({ type, sourcepos, _string_content: content }: BlockNode, contents: readonly number[]) {
  const lead = content.length - content.trimStart().length;
  const end = type === "heading" ? sourcepos[1][0] - 1 : sourcepos[1][0];
  let starts: readonly number[] | undefined;
  return (index: number): number => {
    starts ??= lineStarts(content);
    const at = index + lead;
    const line = lineAt(starts, at);
    return (contents[end - (starts.length - 1) + line] ?? 0) + at - (starts[line] ?? 0);
  };
}

function lineStarts(content: string): number[] {
  const starts = [0];
  for (let at = content.indexOf("\n"); at !== -1; at = content.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

function lineAt(starts: readonly number[], at: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}
