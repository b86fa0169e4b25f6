import type { ViewNode } from "../../model/view.ts";
import { labelText } from "./page-text.ts";
import { type Area, squarify } from "./squarify.ts";
import { type Tile, tilesOf } from "./tiles.ts";

/** How the map is drawn: wider than high, as the page's style has it. */
const RATIO = 5 / 2;
/** The smallest area with a name on it, in percent of the map: smaller ones hold no text that anybody could read. */
const READABLE = { width: 8, height: 9 };

/**
 * A tree as areas: one colour per branch, the largest first; its leaves or their folders in it, the name where it fits
 * and everything in the tooltip.
 */
export function treemap({ name, note, children }: ViewNode): string {
  const branches = children.filter(({ weight }) => weight > 0).toSorted((a, b) => b.weight - a.weight);
  const areas = squarify(
    branches.map(({ weight }) => weight),
    { left: 0, top: 0, width: 100, height: 100 },
    RATIO,
  );
  const drawn = branches.flatMap((branch, index) => (areas[index] ? [drawBranch(branch, areas[index], index)] : []));
  const legend = branches.map(
    (branch, index) => `<li class="c${index % 6}">${labelText(branch.name)} <b>${labelText(branch.note)}</b></li>`,
  );
  return [
    `<figure><figcaption><strong>${labelText(name)}</strong> ${labelText(note)}</figcaption>`,
    `<ul class="legend">${legend.join("")}</ul>`,
    `<div class="map">${drawn.join("\n")}</div></figure>`,
  ].join("\n");
}

function drawBranch(branch: ViewNode, area: Area, index: number): string {
  const tiles = tilesOf(branch);
  const areas = squarify(
    tiles.map(({ weight }) => weight),
    area,
    RATIO,
  );
  return tiles.flatMap((one, place) => (areas[place] ? [drawTile(one, areas[place], index)] : [])).join("\n");
}

function drawTile({ label, name, note }: Tile, area: Area, index: number): string {
  const fits = area.width >= READABLE.width && area.height >= READABLE.height;
  const shown = fits ? `<span>${labelText(label)}</span><small>${labelText(note)}</small>` : "";
  return `<div class="leaf c${index % 6}" title="${labelText(`${name}: ${note}`)}" style="${place(area)}">${shown}</div>`;
}

const place = ({ left, top, width, height }: Area): string =>
  Object.entries({ left, top, width, height })
    .map(([side, share]) => `${side}:${share.toFixed(3)}%`)
    .join(";");
