import { NO_PROBLEMS, type Problem } from "../model/problem.ts";
import type { Range } from "../model/source.ts";
import { lineAfter } from "./line-after.ts";

interface Split {
  /** From the opening fence to the end of the closing one, without its line ending. */
  readonly fences?: Range;
  /** The lines between the fences. */
  readonly yaml?: Range;
  readonly body: Range;
  readonly problems: readonly Problem[];
}

/**
 * Where a Markdown text's YAML frontmatter and its body stand. Only a `---` that is the very first line opens
 * frontmatter, and the next line that is `---` closes it, as gray-matter and the clients built on it read it.
 */
export function splitFrontmatter(text: string): Split {
  const whole = { start: 0, end: text.length };
  const opened = fenceAt(text, 0);
  if (opened === undefined) return { body: whole, problems: NO_PROBLEMS };
  for (let at = text.indexOf("\n---", opened); at !== -1; at = text.indexOf("\n---", at + 4)) {
    const closed = fenceAt(text, at + 1);
    if (closed === undefined) continue;
    return {
      fences: { start: 0, end: closed },
      yaml: { start: lineAfter(text, opened), end: at + 1 },
      body: { start: lineAfter(text, closed), end: text.length },
      problems: NO_PROBLEMS,
    };
  }
  const message = "frontmatter is not closed: add a line --- behind it";
  return { body: whole, problems: [{ code: "syntax", message, range: { start: 0, end: 3 } }] };
}

/** Behind the hyphens all that JavaScript calls white space may stand: the clients' own patterns take it. */
const FENCE = /---[^\S\n]*(?=\n|$)/y;

/** The end of the fence that is the whole line at an offset, line ending left out. */
function fenceAt(text: string, start: number): number | undefined {
  FENCE.lastIndex = start;
  const found = FENCE.exec(text);
  return found ? start + found[0].replace(/\r$/, "").length : undefined;
}
