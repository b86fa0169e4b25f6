import { showHidden } from "./hidden.ts";

const MARKS: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
  // No workflow command, where the page is printed in a job.
  "::": "&#58;:",
  "##[": "##&#91;",
};

/** Untrusted text for an element or a quoted attribute of a page. */
export const escapeHtml = (text: string): string =>
  showHidden(text.replaceAll(/[\t\r\n]+/g, " ")).replaceAll(/[&<>"']|::|##\[/g, (mark) => MARKS[mark] ?? mark);
