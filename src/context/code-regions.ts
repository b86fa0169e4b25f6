import type { Range } from "../model/source.ts";

/**
 * The longest run of marks that is told from a longer one.
 * Nobody counts more than this; a pattern that does grows with them.
 */
const LONGEST_FENCE = 100;

const INERT = /^[ \t]*(?:>[ \t]?|[-*+][ \t]+|\d+[.)][ \t]+)*(`{3,}|~{3,})|<!--/gm;

/** Fenced code and HTML comments: where Claude Code looks for no imports, besides code spans. In the text's order. */
function blocks(text: string): readonly Range[] {
  const found: Range[] = [];
  INERT.lastIndex = 0;
  for (let match = INERT.exec(text); match; match = INERT.exec(text)) {
    const end = match[1] === undefined ? behind(text, "-->", match.index) : fenceEnd(text, match[1], INERT.lastIndex);
    found.push({ start: match.index, end });
    INERT.lastIndex = end;
  }
  return found;
}

function behind(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from);
  return at === -1 ? text.length : at + mark.length;
}

function fenceEnd(text: string, fence: string, from: number): number {
  const least = Math.min(fence.length, LONGEST_FENCE);
  const closing = new RegExp(`^[ \\t>]*${fence.charAt(0)}{${least},}[ \\t]*\\r?$`, "gm");
  closing.lastIndex = from;
  const found = closing.exec(text);
  return found ? found.index + found[0].length : text.length;
}

/**
 * Runs of backticks and what stands between them, as `(`+)([\s\S]*?)\1` finds them, in linear time: the longest part of
 * a run that comes again later, or twice in the run itself, opens a region.
 */
export function backtickRegions(text: string): readonly Range[] {
  const runs = [...text.matchAll(/`+/g)].map(({ index, 0: run }) => ({ start: index, length: run.length }));
  const longestAfter: number[] = [];
  for (let at = runs.length - 1, longest = 0; at >= 0; at -= 1) {
    longestAfter[at] = longest;
    longest = Math.max(longest, runs[at]?.length ?? 0);
  }
  const found: Range[] = [];
  let from = 0;
  for (const [at, { start, length }] of runs.entries()) {
    const end = start + length;
    for (let begin = Math.max(start, from); begin < end; begin = Math.max(begin, from)) {
      const left = end - begin;
      const marks = Math.max(Math.min(left, longestAfter[at] ?? 0), Math.floor(left / 2));
      const close = marks === 0 ? -1 : text.indexOf("`".repeat(marks), begin + marks);
      if (close === -1) break;
      from = close + marks;
      found.push({ start: begin, end: from });
    }
  }
  return found;
}

/** Code and comments of a Markdown text, merged and in order. */
export function inertRegions(text: string): readonly Range[] {
  const inert = blocks(text);
  const spans = text.includes("`") ? spansOf(blanked(text, inert)) : [];
  return [...inert, ...spans].sort((a, b) => a.start - b.start);
}

/**
 * The code spans of a text. They end with their paragraph: a stray backtick makes no code of what follows a blank line.
 */
function spansOf(text: string): readonly Range[] {
  const found: Range[] = [];
  let from = 0;
  for (const paragraph of text.split(/(?<=\n[ \t]*\r?\n)/)) {
    for (const { start, end } of backtickRegions(paragraph)) found.push({ start: start + from, end: end + from });
    from += paragraph.length;
  }
  return found;
}

function blanked(text: string, ranges: readonly Range[]): string {
  let result = "";
  let at = 0;
  for (const { start, end } of ranges) {
    result += text.slice(at, start) + " ".repeat(end - start);
    at = end;
  }
  return result + text.slice(at);
}
