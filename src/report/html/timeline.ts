import type { Timeline, TimelineLine } from "../../model/view.ts";
import { showInstant } from "../../model/instant.ts";
import { labelText } from "./page-text.ts";

/** The space that lines are drawn in; the page stretches it. */
const WIDTH = 1000;
const HEIGHT = 100;
/** Colours of lines, of which the page's style has so many. */
const COLOURS = 4;
const LINES = 20;
const MARKS = 200;

/**
 * Shares over time: one line each, marks where something happened, with what it was behind the mark. Words stand
 * outside of the drawing, so that they are as large as all others on whatever screen.
 */
export function timeline({ from, to, lines, marks }: Timeline): string {
  const span = Math.max(1, to - from);
  const across = (at: number): number => Math.min(1, Math.max(0, (at - from) / span));
  const shown = lines.slice(0, LINES);
  const drawn = shown.map((line, index) => drawLine(line, index, across));
  const legend = shown.map(
    ({ name, points }, index) =>
      `<li class="l${index % COLOURS}">${labelText(name)} <b>${points.at(-1)?.percent ?? 0} %</b></li>`,
  );
  const dots = marks
    .slice(-MARKS)
    .map(
      ({ at, label, tone }) =>
        `<i class="mark ${tone}" style="left:${(100 * across(at)).toFixed(2)}%" title="${labelText(`${showInstant(at)} ${label}`)}"></i>`,
    );
  const said = shown.map(({ name, points }) => `${name} ${points.map(({ percent }) => `${percent} %`).join(", ")}`);
  return [
    `<figure class="timeline"><ul class="legend">${legend.join("")}</ul>`,
    `<div class="plot"><ol class="scale">${[100, 50, 0].map((one) => `<li>${one} %</li>`).join("")}</ol>`,
    `<div class="field"><svg viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label="${labelText(said.join("; "))}">`,
    `<path class="grid" d="M0 0H${WIDTH}M0 ${HEIGHT / 2}H${WIDTH}M0 ${HEIGHT}H${WIDTH}"/>${drawn.join("\n")}</svg>${dots.join("")}</div></div>`,
    `<p class="span"><time>${showInstant(from)}</time><time>${showInstant(to)}</time></p></figure>`,
  ].join("\n");
}

function drawLine({ points }: TimelineLine, index: number, across: (at: number) => number): string {
  const steps = points.map(({ at, percent }) => {
    const [x, y] = [WIDTH * across(at), HEIGHT - (HEIGHT * Math.min(100, Math.max(0, percent))) / 100];
    return `H${x.toFixed(1)}V${y.toFixed(1)}`;
  });
  const way = `M0 ${HEIGHT}${steps.join("")}H${WIDTH}`;
  return `<path class="under l${index % COLOURS}" d="${way}V${HEIGHT}Z"/><path class="line l${index % COLOURS}" d="${way}"/>`;
}
