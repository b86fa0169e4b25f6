/** A line of `SHA256SUMS`. */
export interface Sum {
  readonly path: string;
  readonly sha256: string;
}

/**
 * What `sha256sum -c` reads. A name with a backslash or an end of line is written with backslashes, and its line begins
 * with one. https://www.gnu.org/software/coreutils/manual/html_node/cksum-output-modes.html, read 2026-11-30.
 */
export function renderSums(sums: readonly Sum[]): string {
  const lines = sums.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  return lines.map(({ path, sha256 }) => `${ODD.test(path) ? "\\" : ""}${sha256}  ${escaped(path)}\n`).join("");
}

const ODD = /[\\\n\r]/;
const ESCAPES: Readonly<Record<string, string>> = { "\\": "\\\\", "\n": "\\n", "\r": "\\r" };
const escaped = (path: string): string => path.replaceAll(/[\\\n\r]/g, (char) => ESCAPES[char] ?? char);
