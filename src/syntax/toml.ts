import { ParseError, parseTOML } from "toml-eslint-parser";
import type { Problem } from "../model/problem.ts";
import { duplicateKey, shorten, tooDeep } from "./limits.ts";
import { foldToml } from "./toml-tree.ts";
import type { Parsed } from "./parsed.ts";

/**
 * The longest text that is read, in UTF-16 units.
 * The package holds every token with its position, a thousand times the text in memory.
 */
const MAX_LENGTH = 512 * 1024;

/**
 * TOML 1.0 → one map: tables, dotted keys, arrays of tables and inline tables folded in, dates as the strings that
 * they are written as. Never throws; the package stops at the first mistake: then there is one problem and no data.
 */
export function parseToml(text: string): Parsed {
  if (text.length > MAX_LENGTH) {
    const message = `TOML of more than ${MAX_LENGTH / 1024} KiB is not read; split it`;
    return { problems: [{ code: "too-large", message, range: { start: 0, end: 0 } }] };
  }
  try {
    return { data: foldToml(parseTOML(text).body[0]), problems: [] };
  } catch (error) {
    return { problems: [explain(text, error)] };
  }
}

function explain(text: string, error: unknown): Problem {
  if (error instanceof RangeError) {
    const range = { start: 0, end: 0 };
    if (!hasLongString(text)) return tooDeep(range);
    return {
      code: "too-large",
      message: "a string of more than 100,000 characters in TOML is not read; split it",
      range,
    };
  }
  if (!(error instanceof ParseError)) {
    const message = `this TOML cannot be read: ${shorten(String(error), 120)}`;
    return { code: "syntax", message, range: { start: 0, end: 0 } };
  }
  const start = Math.min(error.index, text.trimEnd().length);
  if (error.message.startsWith("Defining a key")) {
    const [key = ""] = KEY.exec(text.slice(start, start + 200)) ?? [];
    return duplicateKey(key.replaceAll(/^["']|["']$/g, ""), { start, end: start + key.length });
  }
  const message = MESSAGES[error.message] ?? error.message.charAt(0).toLowerCase() + error.message.slice(1);
  return { code: "syntax", message, range: { start, end: Math.min(start + 1, text.length) } };
}

/** A string of so many characters the package takes apart with more arguments than a call may have. */
const LONG = 100_000;

/** Whether a text has strings, and more in it than brackets: nesting alone is no string. */
const hasLongString = (text: string): boolean => /["']/.test(text) && text.replaceAll(/[[\]{},\s]/g, "").length > LONG;

const KEY = /^(?:"[^"\n]*"|'[^'\n]*'|[\w-]+)/;

const MESSAGES: Readonly<Record<string, string | undefined>> = {
  "Must be a newline": "this has to start on a new line",
  "Expected equal (=) token": "expected an = behind the key",
  "Unspecified values are invalid": "a value is missing behind the =",
  "Expected comma (,) token": "expected a comma before this",
  "Unexpected character": "this character cannot stand here; a text needs quotes",
  "Unexpected token": "this cannot stand here; a text needs quotes",
  "Unterminated string constant": "a closing quote is missing",
  "Unterminated array": "a closing ] is missing",
  "Unterminated inline table": "a closing } is missing",
  "Unterminated table-key": "a closing ] is missing",
};
