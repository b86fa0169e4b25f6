import { showHidden } from "./hidden.ts";
import { guardInner } from "./inner-command.ts";

const MARKS: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
  // No workflow command, where the page is printed in a job.
  "::": "&#58;:",
};

/** Untrusted text for an element or a quoted attribute of a page. */
export const escapeHtml = (text: string): string => marked(showHidden(text.replaceAll(/[\t\r\n]+/g, " ")));

/** The same for an element that shows lines as they are. */
export const escapeLines = (text: string): string =>
  marked(showHidden(text.replaceAll("\r\n", "\n").replaceAll("\t", "    "), "\n"));

const marked = (text: string): string =>
  guardInner(
    text.replaceAll(/[&<>"']|::/g, (mark) => MARKS[mark] ?? mark),
    "&#91;",
  );
