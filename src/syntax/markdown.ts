import type { Node } from "commonmark";
import type { Problem } from "../model/problem.ts";
import type { Fence, Heading, Html, Outline } from "../model/outline.ts";
import type { Range } from "../model/source.ts";
import { limitInlines } from "./markdown-inline-limits.ts";
import { limitBlocks, MarkdownRefused } from "./markdown-limits.ts";
import { newParser } from "./markdown-parser.ts";
import { inlineText } from "./markdown-text.ts";
import { watch } from "./markdown-trace.ts";
import type { MarkdownTrace } from "./markdown-trace.ts";

/** The longest text that is read, in UTF-16 units. The package needs up to a kilobyte of memory for one of them. */
const MAX_LENGTH = 1024 * 1024;

/**
 * The body of a Markdown text (CommonMark 0.31) → its outline, each part in the order of the text. Destinations are
 * URLs: what a URL cannot hold is percent-encoded. Never throws; an empty outline with its `problem` where the body has
 * more than a million characters, or blocks nest fifty deep.
 */
export function parseMarkdown(text: string, body: Range): Outline {
  if (body.end - body.start > MAX_LENGTH) {
    const message = `Markdown of more than ${MAX_LENGTH} characters is not read; split it`;
    return unread({ code: "too-large", message, range: { start: body.start, end: body.start } });
  }
  reader ??= newReader();
  const seen = reader.begin(text, body.start);
  try {
    return outlineOf(reader.parser.parse(text.slice(body.start, body.end)), seen);
  } catch (error) {
    if (!(error instanceof MarkdownRefused || error instanceof RangeError)) throw error;
    const message = error instanceof MarkdownRefused ? error.message : "this Markdown is nested too deep; flatten it";
    return unread({ code: "too-deep", message, range: lastLine(seen, body) });
  }
}

const unread = (problem: Problem): Outline => ({
  headings: [],
  links: [],
  fences: [],
  codeSpans: [],
  html: [],
  problem,
});

/** Where the reading ended. */
const lastLine = ({ starts, ends }: MarkdownTrace, { start }: Range): Range => ({
  start: starts.at(-1) ?? start,
  end: ends.at(-1) ?? start,
});

/**
 * The parser, one for all texts: it resets itself, and functions replaced on each new one would double the time of all.
 */
let reader: ReturnType<typeof newReader> | undefined;

function newReader() {
  const parser = newParser();
  limitBlocks(parser);
  limitInlines(parser);
  return { parser, begin: watch(parser).begin };
}

function outlineOf(root: Node, seen: MarkdownTrace): Outline {
  const headings: Heading[] = [];
  const fences: Fence[] = [];
  const html: Html[] = seen.html;
  const visit = (node: Node): void => {
    for (let child = node.firstChild; child; child = child.next) {
      if (child.type === "heading") headings.push(headingOf(child, seen));
      else if (child.type === "html_block") html.push({ content: child.literal ?? "", range: rangeOf(child, seen) });
      else if (child.type === "code_block") fences.push(fenceOf(child, seen));
      else if (child.type !== "paragraph") visit(child);
    }
  };
  visit(root);
  return { headings, links: inOrder(seen.links), fences, codeSpans: seen.codeSpans, html: inOrder(html) };
}

function headingOf(node: Node, seen: MarkdownTrace): Heading {
  const { start, end } = rangeOf(node, seen);
  return {
    level: node.level,
    text: inlineText(node, seen.texts),
    range: { start: seen.underlined.get(node) ?? start, end },
  };
}

function fenceOf(node: Node, seen: MarkdownTrace): Fence {
  // Indented code has no info at all, and nothing that could be left open.
  const closed = node.info === null || seen.closed.has(node);
  return { info: node.info ?? "", content: node.literal ?? "", closed, range: rangeOf(node, seen) };
}

function rangeOf({ sourcepos: [[line, column], [last]] }: Node, { starts, ends }: MarkdownTrace): Range {
  return { start: (starts[line - 1] ?? 0) + column - 1, end: ends[last - 1] ?? 0 };
}

function inOrder<T extends { readonly range: Range }>(parts: readonly T[]): readonly T[] {
  return parts.toSorted((one, other) => one.range.start - other.range.start);
}
