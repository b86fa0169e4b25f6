import { CsvError, parse } from "csv-parse/sync";
import type { TableCell } from "../model/artifact.ts";
import type { Problem } from "../model/problem.ts";
import { shorten } from "./limits.ts";
import { lineAfter } from "./line-after.ts";

/**
 * Cells of one table. The package builds some twenty fields of context for each cell,
 * so that a file of commas would take a minute.
 */
const MAX_CELLS = 100_000;

interface Table {
  readonly records: readonly (readonly TableCell[])[];
  readonly problems: readonly Problem[];
}

/**
 * Comma-separated values (RFC 4180) → records of any length, the header among them. Empty lines and lines that start
 * with # are left out. Never throws; after a mistake come no more records.
 */
export function parseCsv(text: string): Table {
  if (countCells(text) > MAX_CELLS) {
    const message = `CSV of more than ${MAX_CELLS} fields is not read; split it`;
    return { records: [], problems: [{ code: "too-large", message, range: { start: 0, end: 0 } }] };
  }
  const records: TableCell[][] = [];
  const place = placing(text);
  let complete = 0;
  let end = 0;
  try {
    parse(text, {
      record_delimiter: ["\r\n", "\n"],
      relax_column_count: true,
      skip_empty_lines: true,
      comment: "#",
      comment_no_infix: true,
      cast: (value, { bytes, index, quoting }) => {
        end = place(bytes);
        const start = end - (quoting ? value.length + value.split('"').length + 1 : value.length);
        const cell = { value, quoted: quoting, range: { start, end } };
        if (index === 0) records.push([cell]);
        else records.at(-1)?.push(cell);
        return value;
      },
      on_record: () => {
        complete += 1;
        return null;
      },
    });
    return { records, problems: [] };
  } catch (error) {
    return { records: records.slice(0, complete), problems: [explain(text, end, error)] };
  }
}

function countCells(text: string): number {
  let cells = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x2c || code === 0x0a) cells += 1;
  }
  return cells;
}

/** The package counts in bytes: byte offsets, asked for in rising order → UTF-16 offsets, in one pass over the text. */
function placing(text: string): (bytes: number) => number {
  let at = 0;
  let passed = 0;
  return (bytes) => {
    while (passed < bytes && at < text.length) {
      const code = text.codePointAt(at) ?? 0;
      passed += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
      at += code < 0x10000 ? 1 : 2;
    }
    return at;
  };
}

/** The broken field is the first one behind the last that could be read. */
function explain(text: string, end: number, error: unknown): Problem {
  let start = text[end] === "," ? end + 1 : end;
  while (SKIPPED.test(text.slice(start, start + 1))) start = lineAfter(text, start);
  const newline = text.indexOf("\n", start);
  const range = { start, end: newline === -1 ? text.length : newline };
  const message = error instanceof CsvError ? MESSAGES[error.code] : undefined;
  return { code: "syntax", message: message ?? `this CSV cannot be read: ${shorten(String(error), 120)}`, range };
}

const SKIPPED = /[\r\n#]/;

const MESSAGES: Readonly<Record<string, string | undefined>> = {
  CSV_QUOTE_NOT_CLOSED: 'the " that opens this field is never closed; add the closing one',
  CSV_INVALID_CLOSING_QUOTE: 'a " inside this field must be doubled',
  INVALID_OPENING_QUOTE: 'this field holds a "; put the field in quotes and double the inner one',
};
