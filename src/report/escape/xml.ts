import { showHidden } from "./hidden.ts";
import { guardInner } from "./inner-command.ts";

const MARKS: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
  "\n": "&#10;",
  "\t": "&#9;",
  // The same text to a parser, but no workflow command where the document is printed in a job.
  "::": "&#58;:",
};

/**
 * Untrusted text for an attribute or an element. What XML 1.0 cannot hold is shown as `\u{1B}`, and GitLab's mark for
 * an attached file loses its meaning, since it would link to whatever artifact the text names.
 */
export function escapeXml(text: string): string {
  const marked = showHidden(text, "\t\n")
    .replaceAll("[[ATTACHMENT|", "[\\u{5B}ATTACHMENT|")
    .replaceAll(/[&<>"'\n\t]|::/g, (mark) => MARKS[mark] ?? mark);
  return guardInner(marked, "&#91;");
}
