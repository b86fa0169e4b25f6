import { showHidden } from "./hidden.ts";
import { guardInner } from "./inner-command.ts";

/** Untrusted text as one line that cannot move the cursor, colour, reorder or hide anything. */
export const terminal = (text: string): string => showHidden(text.replaceAll(/[\t\r\n]+/g, " "));

/**
 * A runner reads a line of a job's log as a workflow command where it starts with `::` behind white space
 * (actions/runner, ActionCommand.cs), or holds one inside.
 * Applied last, to whole lines: two harmless parts can make a command together.
 */
export function guardLines(text: string): string {
  return guardInner(text.replaceAll(/^([^\S\r\n\u2028\u2029]*):(?=:)/gm, "$1\\u{3A}"), "\\u{5B}");
}

/** Untrusted lines, each as one, for a terminal or a job's log. */
export const showLines = (lines: readonly string[]): string =>
  guardLines(lines.map((line) => `${terminal(line)}\n`).join(""));

/** Untrusted rows of CSV, which are printed: what a job's log would obey or a terminal would not show is text. */
export const escapeRows = (rows: string): string => guardLines(showHidden(rows, "\r\n"));
