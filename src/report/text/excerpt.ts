import type { Diagnostic } from "../../model/diagnostic.ts";
import { cells, type ScreenCell } from "./cells.ts";

/** Columns of a line that are shown; more would wrap and tear the marks off their text. */
const WINDOW = 96;
/** Columns kept before the marked text where a line is cut. */
const LEAD = 24;

export interface Excerpt {
  readonly text: string;
  /** Spaces and carets, as wide as what they mark; empty where the diagnostic has no column. */
  readonly marks: string;
}

/** The offending line, cut to a window around what is marked; undefined where the diagnostic does not carry it. */
export function excerptOf(diagnostic: Diagnostic): Excerpt | undefined {
  const { excerpt, line, column, endLine = line, endColumn } = diagnostic;
  if (excerpt === undefined || line === undefined || excerpt.trim() === "") return undefined;
  const from = (column ?? 1) - 1;
  // The engine keeps only the beginning of a very long line.
  if (from > excerpt.length) return undefined;
  const to = endLine === line ? Math.min((endColumn ?? from + 1) - 1, excerpt.length) : excerpt.length;

  // Lines may be megabytes long: only what can be shown is measured.
  const start = whole(excerpt, Math.max(0, from - WINDOW));
  const end = whole(excerpt, Math.min(excerpt.length, from + WINDOW));
  const all = place(cells(excerpt.slice(start, end)), start);
  const first = from === end ? extent(all) : (all.findLast(({ offset }) => offset <= from)?.column ?? 0);
  const last = all.find(({ offset }) => offset >= to)?.column ?? extent(all);

  const left = extent(all) <= WINDOW && start === 0 ? 0 : Math.max(0, Math.min(first - LEAD, extent(all) - WINDOW));
  const shown = all.filter((cell) => cell.column >= left && cell.column + cell.width <= left + WINDOW);
  const before = left > 0 || start > 0 ? "…" : "";
  const after = shown.at(-1) !== all.at(-1) || end < excerpt.length ? "…" : "";
  const text = `${before}${shown.map((cell) => cell.text).join("")}${after}`.trimEnd();
  if (column === undefined) return { text, marks: "" };

  const origin = shown[0]?.column ?? 0;
  const length = Math.max(1, Math.min(last, origin + WINDOW) - first);
  return { text, marks: " ".repeat(before.length + first - origin) + "^".repeat(length) };
}

type Placed = ScreenCell & { readonly column: number };

function place(line: readonly ScreenCell[], start: number): readonly Placed[] {
  let column = 0;
  return line.map((cell) => {
    const placed = { ...cell, offset: start + cell.offset, column };
    column += cell.width;
    return placed;
  });
}

function extent(line: readonly Placed[]): number {
  const last = line.at(-1);
  return last === undefined ? 0 : last.column + last.width;
}

/** The same place, or one before it where it would tear a surrogate pair apart. */
const whole = (text: string, at: number): number => (/^[\uDC00-\uDFFF]/.test(text.charAt(at)) ? at - 1 : at);
