import { Parser } from "commonmark";
import type { Node, NodeType } from "commonmark";

/**
 * The inner parts of commonmark 0.31 that its types leave out. Its parser is a plain object whose functions may be
 * replaced, and that is the only way to learn where inline nodes stand, and to keep hostile texts from hanging it.
 */
export interface BlockParser {
  tip: BlockNode;
  /** One-based. */
  readonly lineNumber: number;
  /** Where in the current line the content behind all container markers starts. */
  readonly offset: number;
  currentLine: string;
  readonly inlineParser: InlineParser;
  parse(input: string): Node;
  incorporateLine(line: string): void;
  findNextNonspace(): void;
  addChild(tag: NodeType, offset: number): Node;
  addLine(): void;
  finalize(block: Node, lineNumber: number): void;
}
export interface BlockNode extends Node {
  /** The lines of a paragraph or heading, each with a line feed, container markers left out. */
  _string_content: string;
}
export interface InlineParser {
  /** The trimmed content of the block whose inline nodes are being read, and where in it the parser stands. */
  readonly subject: string;
  pos: number;
  readonly brackets: Bracket | null;
  readonly delimiters: object | null;
  parse(block: BlockNode): void;
  parseBackticks(block: Node): boolean;
  parseAutolink(block: Node): boolean;
  parseHtmlTag(block: Node): boolean;
  parseNewline(block: Node): boolean;
  parseCloseBracket(block: Node): boolean;
  parseLinkDestination(): string | null;
  parseLinkTitle(): string | null;
  addBracket(node: Node, index: number, image: boolean): void;
  removeBracket(): void;
  processEmphasis(bottom: object | null): void;
}
/** A [ that may open a link; `index` is its place in the subject, behind the ! of an image. */
interface Bracket {
  readonly index: number;
  readonly image: boolean;
}

export function newParser(): BlockParser {
  const parser: unknown = new Parser();
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- not in its types; tests of positions hold it
  return parser as BlockParser;
}
