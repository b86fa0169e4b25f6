import type { BlockParser } from "./markdown-parser.ts";

/** Containers around one line; a list and its item are two. */
const MAX_CONTAINERS = 100;
/** Containers looked at for all lines together; a real document has some ten thousand. */
const MAX_STEPS = 10_000_000;
/**
 * A run of backticks that is too long. The package tries every length of one against the rest of its line.
 */
const TICKS = "`".repeat(100);

/** Thrown where a text asks for too much; the message says what of, and what to do. */
export class MarkdownRefused extends Error {
  override readonly name = "MarkdownRefused";
}

/**
 * Keeps the blocks of hostile texts from taking more time than grows with their length: refuses what nests too deep.
 */
export function limitBlocks(parser: BlockParser): void {
  const parse = parser.parse.bind(parser);
  const incorporateLine = parser.incorporateLine.bind(parser);
  const findNextNonspace = parser.findNextNonspace.bind(parser);
  const addChild = parser.addChild.bind(parser);
  let onLine = 0;
  let steps = 0;
  parser.parse = (input) => {
    steps = 0;
    return parse(input);
  };
  parser.incorporateLine = (line) => {
    onLine = 0;
    if (hasManyTicks(line))
      throw new MarkdownRefused(`a line has a run of more than ${TICKS.length} backticks; shorten it`);
    incorporateLine(line);
  };
  parser.findNextNonspace = () => {
    onLine += 1;
    steps += 1;
    if (onLine > MAX_CONTAINERS || steps > MAX_STEPS)
      throw new MarkdownRefused("lists and quotes are nested too deep to be read; flatten them");
    findNextNonspace();
  };
  parser.addChild = (tag, offset) => {
    if (tag === "heading") parser.currentLine = fillWideGaps(parser.currentLine);
    return addChild(tag, offset);
  };
}

function hasManyTicks(line: string): boolean {
  let end = line.length < TICKS.length ? -1 : line.indexOf(TICKS);
  if (end === -1) return false;
  while (line[end] === "`") end += 1;
  return line.includes("`", end);
}

const WIDE_GAP = /(?<![ \t])[ \t]{100,}(?=[^ \t])/g;

/**
 * Fills wide gaps in a heading, and leaves out those at its end. Hundreds of spaces become as many no-break spaces:
 * the package looks for a # behind each of them.
 */
function fillWideGaps(text: string): string {
  if (text.length < 100) return text;
  let end = text.length;
  while (" \t".includes(text.charAt(end - 1)) && end > 0) end -= 1;
  return text.slice(0, end).replace(WIDE_GAP, (gap) => "\u00A0".repeat(gap.length));
}
