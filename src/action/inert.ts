import { randomUUID } from "node:crypto";
import { guardLines } from "../report/escape/terminal.ts";

/**
 * A text for a job's log in which the runner carries out nothing: it may quote the checked repository. Between the two
 * lines the runner reads no commands (actions/runner, ActionCommandManager.cs),
 * and the text has none in the first place.
 */
export function inert(text: string): string {
  const token = randomUUID();
  const end = text.endsWith("\n") ? "" : "\n";
  return `::stop-commands::${token}\n${guardLines(text)}${end}::${token}::\n`;
}
