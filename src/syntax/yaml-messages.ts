import type { Problem } from "../model/problem.ts";
import { shorten } from "./limits.ts";

/** What the yaml package found: its code and message, and where it found it. */
export interface Complaint {
  readonly code: string;
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

/** A complaint of the yaml package → one line that says what to do. The range ends with the line it starts on. */
export function explainYaml(text: string, complaint: Complaint): Problem {
  const start = Math.min(complaint.start, text.length);
  const newline = text.indexOf("\n", start);
  const lineEnd = newline === -1 ? text.length : newline;
  const end = Math.max(start, Math.min(complaint.end, lineEnd));
  const line = text.slice(text.lastIndexOf("\n", start - 1) + 1, lineEnd);
  return { code: "syntax", message: describe(complaint, line, text.slice(start, lineEnd)), range: { start, end } };
}

const NO_PAIR = "this is no `key: value`; add the colon, or indent the line if it continues the value above";
const QUOTES = "put the whole value in quotes";
const MARKED = /^ *(?:- +)*(?:[\w.-]+: +)?([*&!])/;

function describe({ code, message }: Complaint, line: string, rest: string): string {
  const mark = MARKED.exec(line)?.[1];
  switch (code) {
    case "MULTIPLE_DOCS":
      return "a second document starts here, and clients read only one; remove the --- or ... above it";
    case "BLOCK_AS_IMPLICIT_KEY":
      return /: |:\r?$/.test(rest)
        ? `a value cannot contain a colon and a space; ${QUOTES}`
        : "an indented key cannot follow a value; remove the value or the indentation";
    case "TAB_AS_INDENT":
      return "a tab cannot indent YAML; use spaces";
    case "BAD_SCALAR_START":
      return `a value cannot start with ${rest.charAt(0)}; ${QUOTES}`;
    case "BAD_DQ_ESCAPE":
      return `${rest.slice(0, 2)} means nothing in double quotes; double the backslash, or use single quotes`;
    case "MULTILINE_IMPLICIT_KEY":
      return NO_PAIR;
    case "BAD_ALIAS":
    case "MULTIPLE_ANCHORS":
    case "UNEXPECTED_TOKEN":
      return mark ? `a value that starts with ${mark} means something else in YAML; ${QUOTES}` : describeText(message);
    default:
      return describeText(message);
  }
}

const TEXTS: readonly (readonly [RegExp, string])[] = [
  [/closing (["'])/, "a closing $1 is missing"],
  [/ end with a ([\]}])/, "a closing $1 is missing"],
  [/^Unexpected flow-seq-end/, `there is a ] too many; remove it, or ${QUOTES}`],
  [/^Unexpected flow-map-end/, `there is a } too many; remove it, or ${QUOTES}`],
  [/^Unexpected block-seq-ind on same/, "a list starts on the line below its key; move it there"],
  [/^Implicit map keys need/, NO_PAIR],
  [/same column/, "the keys of one map must be indented alike"],
  [/ at node end/, `text follows a value that has already ended; ${QUOTES}`],
  [/^Block scalar header|^Not a YAML token/, `nothing may follow | or > on its line; start the text on the next line`],
  [/^Comments must be separated/, `a comment needs a space before its #; if it is none, ${QUOTES}`],
];

function describeText(message: string): string {
  for (const [pattern, text] of TEXTS) {
    const found = pattern.exec(message);
    if (found) return text.replace("$1", found[1] ?? "");
  }
  const [first = ""] = message.split("\n", 1);
  return shorten(first.charAt(0).toLowerCase() + first.slice(1), 120);
}
