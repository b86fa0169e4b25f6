import { showHidden } from "./hidden.ts";

/** Untrusted text as one line that cannot move the cursor, colour, reorder or hide anything. */
export const terminal = (text: string): string => showHidden(text.replaceAll(/[\t\r\n]+/g, " "));

/**
 * A runner reads a line of a job's log as a workflow command where it starts with `::` behind white space, or holds
 * `##[` anywhere (actions/runner, ActionCommand.cs).
 * Applied last, to whole lines: two harmless parts can make a command together.
 */
export function guardLines(text: string): string {
  return text.replaceAll(/^([^\S\r\n\u2028\u2029]*):(?=:)/gm, "$1\\u{3A}").replaceAll("##[", "##\\u{5B}");
}
