import { withNoun } from "../../model/numbers.ts";

/** Lines that stand together; only rows may be left out. */
export interface Block {
  readonly head: readonly string[];
  readonly rows: readonly string[];
  readonly tail: readonly string[];
}

/** Room for the lines that say what was left out. */
const RESERVE = 200;

/** Blocks, one blank line apart, in at most `limit` bytes of UTF-8. Earlier rows win; what does not fit is counted. */
export function fit(blocks: readonly Block[], limit: number): string {
  const lines: string[] = [];
  let room = limit - RESERVE;
  let left = 0;
  for (const { head, rows, tail } of blocks) {
    const frame = [...(lines.length === 0 ? [] : [""]), ...head, ...tail];
    const cost = frame.reduce((sum, line) => sum + size(line), 0);
    const shown = left > 0 || cost > room ? 0 : affordable(rows, room - cost);
    left += rows.length - shown;
    const bare = shown === 0 && rows.length > 0;
    // The first block, the headline, stands even without its rows.
    if (cost > room || (bare && lines.length > 0)) continue;
    const taken = rows.slice(0, shown);
    room -= cost + taken.reduce((sum, line) => sum + size(line), 0);
    lines.push(...(lines.length === 0 ? [] : [""]), ...head, ...taken, ...tail);
  }
  if (left > 0)
    lines.push(
      "",
      `_${withNoun(left, "more row")} left out to stay within the size limit: the JSON report has all of them._`,
    );
  return `${lines.join("\n")}\n`;
}

function affordable(rows: readonly string[], room: number): number {
  let used = 0;
  const end = rows.findIndex((row) => (used += size(row)) > room);
  return end === -1 ? rows.length : end;
}

const size = (line: string): number => Buffer.byteLength(line) + 1;
