import type { Timeline, TimelineLine } from "../../model/view.ts";
import { showInstant } from "../../model/instant.ts";
import { displayWidth } from "./cells.ts";

const COLUMNS = 56;
const BARS = "▁▂▃▄▅▆▇█";

/** Each line as a row of bars, and below them when they begin and end. */
export function timelineLines({ from, to, lines }: Timeline): readonly string[] {
  const width = Math.max(...lines.map(({ name }) => displayWidth(name)), 0);
  const [first, last] = [showInstant(from), showInstant(to)];
  return [
    ...lines.map((line) => {
      const space = " ".repeat(width - displayWidth(line.name));
      return `${line.name}${space}  ${bars(line, from, to)}  ${line.points.at(-1)?.percent ?? 0} %`;
    }),
    `${" ".repeat(width)}  ${first}${" ".repeat(COLUMNS - first.length - last.length)}${last}`,
  ];
}

/** The most that was given in each part of the time: what was there for a moment alone is seen. */
function bars({ points }: TimelineLine, from: number, to: number): string {
  const span = Math.max(1, to - from) / COLUMNS;
  let at = 0;
  let present = 0;
  return Array.from({ length: COLUMNS }, (_, column) => {
    const begin = from + column * span;
    const end = column === COLUMNS - 1 ? Infinity : begin + span;
    let most = present;
    for (let next = points[at]; next && next.at < end; next = points[at]) {
      present = next.percent;
      // What begins with the part is all that was in it.
      most = next.at <= begin ? present : Math.max(most, present);
      at += 1;
    }
    return most <= 0 ? "·" : (BARS[Math.ceil((Math.min(most, 100) * BARS.length) / 100) - 1] ?? "█");
  }).join("");
}
