import type { ViewComparison, ViewFold, ViewPart, ViewSide, ViewText } from "../../model/view.ts";
import { clip } from "../clip.ts";
import { escapeLines } from "../escape/html.ts";
import { labelText } from "./page-text.ts";

/** UTF-16 units of a text that a page shows: whoever wrote the report may have bounded nothing. */
const LONGEST = 20_000;
/** Folds within folds: case, run, request, configuration. */
const DEEPEST = 8;

/** Entries that open one by one, those that failed marked for the switch that leaves only them. */
export const folds = (all: readonly ViewFold[]): string =>
  `<div class="folds">${all.map((one) => fold(one, 0)).join("\n")}</div>`;

function fold({ title, notes, tone, open, parts, folds: within }: ViewFold, depth: number): string {
  const chips = notes.map((note) => `<small>${labelText(note)}</small>`).join("");
  const summary = `<summary><b>${labelText(title)}</b>${chips}</summary>`;
  const inner = depth < DEEPEST ? within.map((one) => fold(one, depth + 1)) : [];
  const body = [...parts.map(part), ...inner].join("\n");
  const kind = tone === undefined ? "fold" : `fold ${tone}`;
  return body === ""
    ? `<div class="${kind} leafless"><p><b>${labelText(title)}</b>${chips}</p></div>`
    : `<details class="${kind}"${open ? " open" : ""}>${summary}\n${body}</details>`;
}

const part = (one: ViewPart): string => ("sides" in one ? comparison(one) : plain(one));

function plain({ label, text: said, tone, code }: ViewText): string {
  const kind = ["part", ...(tone === undefined ? [] : [tone]), ...(code === true ? ["code"] : [])].join(" ");
  return `<div class="${kind}"><i>${labelText(label)}</i><pre>${escapeLines(clip(said, LONGEST))}</pre></div>`;
}

/** Two texts with what they have in common at both ends left pale. */
function comparison({ label, sides }: ViewComparison): string {
  const [one, other] = sides;
  const { before, behind } = common(one.text, other.text);
  return `<div class="part bad compare"><i>${labelText(label)}</i><dl>${[one, other].map((side) => sideOf(side, before, behind)).join("")}</dl></div>`;
}

function sideOf({ name, text: whole }: ViewSide, before: number, behind: number): string {
  const end = whole.length - behind;
  const middle = whole.slice(before, end);
  const marked = middle === "" ? "" : `<mark>${escapeLines(clip(middle, LONGEST))}</mark>`;
  const [head, tail] = [clip(whole.slice(0, before), LONGEST), clip(whole.slice(end), LONGEST)];
  return `<dt>${labelText(name)}</dt><dd>${escapeLines(head)}${marked}${escapeLines(tail)}</dd>`;
}

/** How many UTF-16 units two texts have in common at their beginning and, of the rest, at their end. */
function common(one: string, other: string): { readonly before: number; readonly behind: number } {
  const least = Math.min(one.length, other.length);
  let before = 0;
  while (before < least && one[before] === other[before]) before += 1;
  if (/[\uD800-\uDBFF]/.test(one[before - 1] ?? "")) before -= 1; // no pair is torn apart
  let behind = 0;
  while (behind < least - before && one.at(-1 - behind) === other.at(-1 - behind)) behind += 1;
  if (/[\uDC00-\uDFFF]/.test(one.at(-behind) ?? "") && behind > 0) behind -= 1;
  return { before, behind };
}
