const MOST_LINES = 400;
const MOST_SHOWN = 40;
const LONGEST = 200;

/**
 * Two texts line by line: what only the first has with `-`, what only the second has with `+`. Bounded in work and
 * length.
 */
export function lineDiff(one: string, other: string): readonly string[] {
  const [left, right] = [textLines(one), textLines(other)];
  let head = 0;
  while (head < left.length && head < right.length && left[head] === right[head]) head += 1;
  let tail = 0;
  while (tail < left.length - head && tail < right.length - head && left.at(-1 - tail) === right.at(-1 - tail))
    tail += 1;
  const changed = between(
    left.slice(head, left.length - tail).slice(0, MOST_LINES),
    right.slice(head, right.length - tail).slice(0, MOST_LINES),
  );
  const lines = [`@@ line ${head + 1} @@`, ...changed].map((line) => line.slice(0, LONGEST));
  return lines.length > MOST_SHOWN
    ? [...lines.slice(0, MOST_SHOWN), `and ${lines.length - MOST_SHOWN} more lines`]
    : lines;
}

/** Whatever ends them. */
export const textLines = (text: string): readonly string[] => text.replaceAll("\r\n", "\n").split("\n");

/** By the longest common subsequence of lines. */
function between(left: readonly string[], right: readonly string[]): readonly string[] {
  const common = Array.from({ length: left.length + 1 }, () => new Uint16Array(right.length + 1));
  const at = (row: number, column: number): number => common[row]?.[column] ?? 0;
  for (let row = left.length - 1; row >= 0; row -= 1)
    for (let column = right.length - 1; column >= 0; column -= 1) {
      const line = common[row];
      if (!line) continue;
      line[column] =
        left[row] === right[column] ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1));
    }
  const lines: string[] = [];
  let [row, column] = [0, 0];
  while (row < left.length || column < right.length)
    if (row < left.length && column < right.length && left[row] === right[column]) {
      lines.push(` ${left[row]}`);
      row += 1;
      column += 1;
    } else if (column >= right.length || (row < left.length && at(row + 1, column) >= at(row, column + 1))) {
      lines.push(`-${left[row]}`);
      row += 1;
    } else {
      lines.push(`+${right[column]}`);
      column += 1;
    }
  return lines;
}
