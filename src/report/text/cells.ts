import { isPlain, showHidden } from "../escape/hidden.ts";

/** One character of a line as a terminal shows it. */
export interface ScreenCell {
  readonly text: string;
  /** Columns that it takes: 0 for combining marks, 2 for wide characters. */
  readonly width: number;
  /** Its offset in the line, in UTF-16 units. */
  readonly offset: number;
}

const TAB = 4;
const COMBINING = /[\p{Mn}\p{Me}\uFE0F]/u;
/** East Asian Width W and F (Unicode Standard Annex 11) by block, and what is shown as an emoji by default. */
const WIDE =
  /[\p{Emoji_Presentation}\u1100-\u115F\u2E80-\u303E\u3041-\u4DBF\u4E00-\uA4CF\uA960-\uA97F\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF01-\uFF60\uFFE0-\uFFE6\u{17000}-\u{18CFF}\u{1AFF0}-\u{1B2FF}\u{1F200}-\u{1F2FF}\u{20000}-\u{3FFFD}]/u;

/** Tabs become spaces up to the next of every four columns, hidden characters their names. */
export function cells(line: string): readonly ScreenCell[] {
  const found: ScreenCell[] = [];
  let offset = 0;
  let column = 0;
  for (const char of line) {
    const text = char === "\t" ? " ".repeat(TAB - (column % TAB)) : showHidden(char);
    const width = text === char ? widthOf(char) : text.length;
    found.push({ text, width, offset });
    offset += char.length;
    column += width;
  }
  return found;
}

/** Columns that a text without hidden characters takes. */
export function displayWidth(text: string): number {
  if (isPlain(text)) return text.length;
  let width = 0;
  for (const char of text) width += widthOf(char);
  return width;
}

function widthOf(char: string): number {
  if (char < "\u0300") return 1;
  return COMBINING.test(char) ? 0 : WIDE.test(char) ? 2 : 1;
}
