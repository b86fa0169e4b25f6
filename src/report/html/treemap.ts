import type { ViewNode } from "../../model/view.ts";
import { clip } from "../clip.ts";
import { escapeHtml } from "../escape/html.ts";
import { type Area, squarify } from "./squarify.ts";

/** How the map is drawn: wider than high, as the page's style has it. */
const RATIO = 5 / 2;
const MOST_LEAVES = 400;
/**
 * The smallest area with a name on it, in percent of the map: smaller ones hold no text that anybody could read.
 */
const READABLE = { width: 7, height: 5 };

/** A tree as areas: one colour per branch, leaves in it, the name where it fits and everything in the tooltip. */
export function treemap({ name, note, children }: ViewNode): string {
  const branches = children.filter(({ weight }) => weight > 0);
  const weights = branches.map(({ weight }) => weight);
  const order = weights.map((_, index) => index).sort((a, b) => (weights[b] ?? 0) - (weights[a] ?? 0));
  const areas = squarify(
    order.map((index) => weights[index] ?? 0),
    { left: 0, top: 0, width: 100, height: 100 },
    RATIO,
  );
  const drawn = order.flatMap((index, place) => {
    const branch = branches[index];
    const area = areas[place];
    return branch && area ? [drawBranch(branch, area, index)] : [];
  });
  const legend = branches.map(
    (branch, index) => `<li class="c${index % 6}">${text(branch.name)} <b>${text(branch.note)}</b></li>`,
  );
  return [
    `<figure><figcaption><strong>${text(name)}</strong> ${text(note)}</figcaption>`,
    `<ul class="legend">${legend.join("")}</ul>`,
    `<div class="map">${drawn.join("\n")}</div></figure>`,
  ].join("\n");
}

function drawBranch(branch: ViewNode, area: Area, index: number): string {
  const all = (branch.children.length > 0 ? branch.children : [branch])
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => b.weight - a.weight);
  const shown = all.slice(0, MOST_LEAVES);
  const areas = squarify(
    shown.map(({ weight }) => weight),
    area,
    RATIO,
  );
  return shown.flatMap((one, place) => (areas[place] ? [drawLeaf(one, areas[place], index)] : [])).join("\n");
}

function drawLeaf({ name, note }: ViewNode, area: Area, index: number): string {
  const fits = area.width >= READABLE.width && area.height >= READABLE.height;
  const label = fits ? `<span>${text(shortName(name))}</span><small>${text(note)}</small>` : "";
  return `<div class="leaf c${index % 6}" title="${text(`${name}: ${note}`)}" style="${place(area)}">${label}</div>`;
}

/** A path without its first folders. The end of a path says most about it: `review-pr/SKILL.md`. */
const shortName = (name: string): string => name.split("/").slice(-2).join("/");

const place = ({ left, top, width, height }: Area): string =>
  Object.entries({ left, top, width, height })
    .map(([side, share]) => `${side}:${share.toFixed(3)}%`)
    .join(";");

const text = (one: string): string => escapeHtml(clip(one, 500));
