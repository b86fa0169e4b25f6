import { showHidden } from "./hidden.ts";
import { guardInner } from "./inner-command.ts";

/** Untrusted text as the data of a workflow command: everything behind the second `::`. */
export function escapeData(text: string): string {
  // A runner that does not know `notice` looks for a command inside the same line next.
  return guardInner(showHidden(text, "\r\n"), "\\u{5B}")
    .replaceAll("%", "%25")
    .replaceAll("\r", "%0D")
    .replaceAll("\n", "%0A");
}

/** Untrusted text as the value of a workflow command's property. */
export const escapeProperty = (text: string): string => escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
