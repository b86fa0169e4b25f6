import type { Range } from "../model/source.ts";

/** A line of a text that says something, where it stands. */
export interface Statement {
  /** One-based. */
  readonly line: number;
  /** How many headings and announcements (`For agents:`) stand in front of it. */
  readonly section: number;
  readonly range: Range;
  readonly text: string;
  /** Its words, without marks, case and punctuation: by them two lines are found to be alike. */
  readonly words: readonly string[];
  /** All that it says: equal for two lines that say the same word for word, numbers, code and targets of links too. */
  readonly key: string;
}

/** The fewest words of a statement. Shorter lines are labels: two of them may well be equal. */
const FEWEST_WORDS = 6;
const FEWEST_LETTERS = 30;
/** A heading, or a line that announces what follows. */
const LABEL = /^ {0,3}#{1,6}[ \t]|^(?!\s*[-*+] ).*:\W{0,4}$/;
const FENCE = /^[ \t>]*(?:[-*+][ \t]+|\d+[.)][ \t]+)?(`{3,}|~{3,})/;

/** The statements of a Markdown text behind its frontmatter: no headings, no tables, nothing in code or comments. */
export function statementsOf(text: string, start = 0): readonly Statement[] {
  const found: Statement[] = [];
  let fence = "";
  let comment = false;
  let line = 0;
  let section = 0;
  for (let at = 0; at <= text.length;) {
    const next = text.indexOf("\n", at);
    const end = next === -1 ? text.length : next;
    const written = text.slice(at, end).replace(/\r$/, "");
    line += 1;
    const mark = FENCE.exec(written)?.[1] ?? "";
    if (fence !== "") {
      if (mark.startsWith(fence) && written.trim() === mark) fence = "";
    } else if (mark !== "") fence = mark;
    else {
      if (written.trimStart().startsWith("<!--")) comment = true;
      if (LABEL.test(written)) section += 1;
      if (at >= start && !comment) {
        const one = statement(written, { line, section, range: { start: at, end: at + written.length } });
        if (one) found.push(one);
      }
      if (written.includes("-->")) comment = false;
    }
    at = end + 1;
  }
  return found;
}

function statement(text: string, place: Pick<Statement, "line" | "section" | "range">): Statement | undefined {
  if (/^\s*(?:#|\||={3,}|-{3,}|$)/.test(text) || text.length > 4000) return undefined;
  const words = text
    .toLowerCase()
    .replaceAll(/\]\([^()]*\)/g, " ")
    .split(/[^\p{L}\p{N}_./@-]+/u)
    .map((word) => word.replaceAll(/^[./-]+|(?<![./-])[./-]+$/g, ""))
    .filter((word) => word !== "");
  if (words.length < FEWEST_WORDS || words.join(" ").length < FEWEST_LETTERS) return undefined;
  return { ...place, text, words, key: keyOf(text) };
}

/** What stands in front of a line of a list or a quotation: a number there counts the line and says nothing. */
const MARKER = /^(?:\s|>|[-*+]\s|\d{1,9}[.)]\s|\[[ xX]\]\s)+/;
/** An ordinary word of prose, for which a capital says only that a sentence begins. */
const PROSE = /^\p{Lu}?[\p{Ll}’'-]+$/u;

/** A line without what only shows it: its marker, bold type, quotation marks, and the end of a sentence. */
const keyOf = (text: string): string =>
  text
    .replace(MARKER, "")
    .split(/\s+/)
    .map((written) => {
      const word = written.replaceAll(/^[*“‘]+|(?<![*”’.,;:!])[*”’.,;:!]+$/g, "");
      return PROSE.test(word) ? word.toLowerCase() : word;
    })
    .filter((word) => word !== "")
    .join(" ");
