import { Node } from "commonmark";
import type { BlockParser, InlineParser } from "./markdown-parser.ts";

/** Brackets that are open at once in a block: the package walks over all of them for every link. */
const MAX_BRACKETS = 200;
/** Parentheses open in a link destination, as in cmark. */
const MAX_PARENTHESES = 32;

/**
 * Keeps the inline nodes of hostile texts from taking more time than grows with their length. commonmark 0.31 has
 * several places where it grows with the square, and an exponential one (link titles): each function here stands in for
 * one of them, or before it, and changes the outcome only of texts that nobody writes.
 */
export function limitInlines({ inlineParser: inlines }: BlockParser): void {
  const searches = { missing: new Set<string>(), runs: new Map<number, number>(), brackets: 0 };
  const parse = inlines.parse.bind(inlines);
  inlines.parse = (block) => {
    searches.missing.clear();
    searches.runs.clear();
    searches.brackets = 0;
    parse(block);
  };
  limitBrackets(inlines, searches);
  limitTargets(inlines);
  limitBackticks(inlines, searches);
  limitHtml(inlines, searches);
  limitLineBreaks(inlines);
}

interface Searches {
  /** Ends of HTML comments and the like that do not occur in the rest of the block. */
  readonly missing: Set<string>;
  /** Where the last run of so many backticks stands. */
  readonly runs: Map<number, number>;
  brackets: number;
}

function limitBrackets(inlines: InlineParser, searches: Searches): void {
  const addBracket = inlines.addBracket.bind(inlines);
  const removeBracket = inlines.removeBracket.bind(inlines);
  const processEmphasis = inlines.processEmphasis.bind(inlines);
  inlines.addBracket = (node, index, image) => {
    if (searches.brackets >= MAX_BRACKETS) return;
    searches.brackets += 1;
    addBracket(node, index, image);
  };
  inlines.removeBracket = () => {
    searches.brackets -= 1;
    removeBracket();
  };
  inlines.processEmphasis = (bottom) => {
    // With nothing above the bottom, the package walks down the whole stack to find that out.
    if (bottom === null || bottom !== inlines.delimiters) processEmphasis(bottom);
  };
}

function limitTargets(inlines: InlineParser): void {
  const parseLinkDestination = inlines.parseLinkDestination.bind(inlines);
  inlines.parseLinkDestination = () => (isBalanced(inlines.subject, inlines.pos) ? parseLinkDestination() : null);
  inlines.parseLinkTitle = () => {
    const start = inlines.pos;
    const end = titleEnd(inlines.subject, start);
    if (end === -1) return null;
    inlines.pos = end;
    return inlines.subject.slice(start + 1, end - 1);
  };
}

/** Whether the parentheses of a bare destination close before it ends, and are not too many. */
function isBalanced(subject: string, start: number): boolean {
  if (subject[start] === "<") return true;
  let open = 0;
  for (let at = start; at < subject.length; at += 1) {
    const char = subject[at];
    if (char === undefined || WHITESPACE.includes(char)) break;
    if (char === "\\" && PUNCTUATION.test(subject.charAt(at + 1))) at += 1;
    else if (char === "(" && ++open > MAX_PARENTHESES) return false;
    else if (char === ")" && --open < 0) return true;
  }
  return open === 0;
}

const PUNCTUATION = /[!-/:-@[-`{-~]/;
const WHITESPACE = " \t\n\v\f\r";
const TITLE_ENDS: Readonly<Record<string, string | undefined>> = { '"': '"', "'": "'", "(": ")" };

/** Behind the closing quote of a link title, or -1. The package's pattern takes twice as long for each \! in it. */
function titleEnd(subject: string, start: number): number {
  const opener = subject[start] ?? "";
  const closer = TITLE_ENDS[opener];
  if (closer === undefined) return -1;
  for (let at = start + 1; at < subject.length; at += 1) {
    const char = subject[at];
    if (char === closer) return at + 1;
    if (char === "\0" || (char === "(" && opener === "(")) return -1;
    if (char === "\\") at += 1;
  }
  return -1;
}

function limitBackticks(inlines: InlineParser, { runs }: Searches): void {
  const parseBackticks = inlines.parseBackticks.bind(inlines);
  inlines.parseBackticks = (block) => {
    const { subject, pos } = inlines;
    if (runs.size === 0) for (const { 0: run, index } of subject.matchAll(/`+/g)) runs.set(run.length, index);
    let end = pos;
    while (subject[end] === "`") end += 1;
    if ((runs.get(end - pos) ?? -1) > pos) return parseBackticks(block);
    const ticks = new Node("text");
    ticks.literal = subject.slice(pos, end);
    block.appendChild(ticks);
    inlines.pos = end;
    return true;
  };
}

const OPENED = /<(?:!--|!\[CDATA\[|\?|![A-Za-z])/y;
const HTML_ENDS: Readonly<Record<string, string | undefined>> = { "<!--": "-->", "<![CDATA[": "]]>", "<?": "?>" };

function limitHtml(inlines: InlineParser, { missing }: Searches): void {
  const parseHtmlTag = inlines.parseHtmlTag.bind(inlines);
  inlines.parseHtmlTag = (block) => {
    const { subject, pos } = inlines;
    OPENED.lastIndex = pos;
    const opened = OPENED.exec(subject)?.[0];
    if (opened === undefined) return parseHtmlTag(block);
    const end = HTML_ENDS[opened] ?? ">";
    if (!missing.has(end) && !subject.includes(end, pos + 2)) missing.add(end);
    return missing.has(end) ? false : parseHtmlTag(block);
  };
}

/**
 * Reads a line break in linear time.
 * The package looks for the spaces before a line break from each space of the line on.
 */
function limitLineBreaks(inlines: InlineParser): void {
  inlines.parseNewline = (block) => {
    const { subject } = inlines;
    const last = block.lastChild;
    const literal = last?.type === "text" ? (last.literal ?? "") : "";
    let end = literal.length;
    while (literal[end - 1] === " ") end -= 1;
    if (last && end < literal.length) last.literal = literal.slice(0, end);
    block.appendChild(new Node(literal.length - end > 1 ? "linebreak" : "softbreak"));
    inlines.pos += 1;
    while (subject[inlines.pos] === " ") inlines.pos += 1;
    return true;
  };
}
