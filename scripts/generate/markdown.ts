const LONGEST_LINE = 200;
const MOST_LINES = 40;

/** Characters that a reader would not see, or that would change how the page itself is read. */
const UNSEEN = /(?![\t\n])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** A fenced block whose fence no line of the text can close. Long lines and texts are cut, invisible characters named. */
export function fence(text: string, info: string): string {
  const lines = visible(text.endsWith("\n") ? text.slice(0, -1) : text).split("\n");
  const shown = lines.slice(0, MOST_LINES).map(shortened);
  if (lines.length > MOST_LINES) shown.push(`… (${lines.length - MOST_LINES} more lines)`);
  const longest = Math.max(2, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));
  const mark = "`".repeat(longest + 1);
  return [`${mark}${info}`, ...shown, mark].join("\n");
}

/** Inline code, whatever backticks the text has. */
export function code(text: string): string {
  const longest = Math.max(0, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));
  const mark = "`".repeat(longest + 1);
  const pad = text.startsWith("`") || text.endsWith("`") ? " " : "";
  return mark + pad + shortened(visible(text)) + pad + mark;
}

/** A table; a line break or a bar in a cell would end it. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [row(head), row(head.map(() => "---")), ...rows.map(row)].join("\n");
}

const row = (cells: readonly string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll("|", "\\|").replaceAll(/\s+/g, " ")).join(" | ")} |`;

const visible = (text: string): string =>
  text.replaceAll(UNSEEN, (one) => `<U+${(one.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}>`);

function shortened(line: string): string {
  return line.length > LONGEST_LINE ? `${line.slice(0, 80)}… (${line.length.toLocaleString("en")} characters)` : line;
}
