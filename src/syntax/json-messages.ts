import type { Problem } from "../model/problem.ts";
import type { Range } from "../model/source.ts";
import { shorten } from "./limits.ts";

/** A complaint of jsonc-parser, by the name of its code → one line that says what to do. */
export function explainJson(text: string, code: string, range: Range): Problem {
  const at = text.slice(range.start, range.end);
  return { code: "syntax", message: describe(text, code, at, range.start), range };
}

/** What is wrong with the comments of a file, at the first of them. */
export function commentProblem([first, ...others]: readonly Range[]): readonly Problem[] {
  if (!first) return [];
  const rest = others.length === 0 ? "" : ` and ${others.length === 1 ? "one more" : `${others.length} more`}`;
  return [{ code: "syntax", message: `JSON has no comments; remove this one${rest}`, range: first }];
}

function describe(text: string, code: string, at: string, start: number): string {
  const closes = at === "}" || at === "]";
  switch (code) {
    case "InvalidSymbol":
      return describeSymbol(text, at, start);
    case "PropertyNameExpected":
    case "ValueExpected":
      if (at === "") return text.trim() === "" ? "the file is empty; it needs at least {}" : UNEXPECTED_END;
      if (closes && isCommaBefore(text, start)) return `remove the comma before this ${at}`;
      return code === "ValueExpected" ? "a value is missing here" : "expected a key in double quotes";
    case "CommaExpected":
      return closes ? `this ${at} closes nothing; close what is open first` : "expected a comma before this";
    default:
      return MESSAGES[code] ?? `this is no JSON (${code})`;
  }
}

const UNEXPECTED_END = "unexpected end of file; a value is missing";

const MESSAGES: Readonly<Record<string, string | undefined>> = {
  ColonExpected: "expected a colon and a value behind the key",
  CloseBraceExpected: "unexpected end of file; a } is missing",
  CloseBracketExpected: "unexpected end of file; a ] is missing",
  EndOfFileExpected: "the JSON has ended before this; remove the rest",
  UnexpectedEndOfComment: "this comment is not closed; add */",
  UnexpectedEndOfString: 'this string is not closed on its line; add a ", and write line breaks as \\n',
  UnexpectedEndOfNumber: "this number is not complete",
  InvalidNumberFormat: "this is no number of JSON",
  InvalidUnicode: "\\u needs four hexadecimal digits behind it",
  InvalidEscapeCharacter: "this string holds a single backslash; write it as \\\\",
  InvalidCharacter: "this string holds a control character; write a tab as \\t",
};

function describeSymbol(text: string, at: string, start: number): string {
  const shown = shorten(at);
  if (at.startsWith("'")) return "JSON strings stand in double quotes, not in single ones";
  if (/^\s*:/.test(text.slice(start + at.length, start + at.length + 20)))
    return `put the key ${shown} in double quotes`;
  return `${shown} is no JSON; expected true, false, null, a number, or a string in double quotes`;
}

function isCommaBefore(text: string, start: number): boolean {
  return text.slice(0, start).trimEnd().endsWith(",");
}
