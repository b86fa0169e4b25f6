import type { View, ViewBlock } from "../../model/view.ts";
import { folds } from "./folds.ts";
import { pageText } from "./page-text.ts";
import { SEARCH_BAR, SEARCH_SCRIPT, SEARCH_SOURCE } from "./search.ts";
import { STYLE } from "./style.ts";
import { timeline } from "./timeline.ts";
import { treemap } from "./treemap.ts";

export interface PageParts {
  readonly title: string;
  /** Escaped already, as are the sections. */
  readonly header: readonly string[];
  readonly sections: readonly string[];
  /** There is something to search through. */
  readonly searched: boolean;
}

/**
 * One page that needs nothing else: no network, and no script but the one that searches its transcripts, with a policy
 * that would stop any other.
 */
export function page({ title, header, sections, searched }: PageParts): string {
  const scripts = searched ? ` script-src ${SEARCH_SOURCE};` : "";
  return `${[
    "<!doctype html>",
    '<html lang="en"><head><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none';${scripts} style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">',
    `<title>${pageText(title)}</title>`,
    `<style>${STYLE}</style></head><body>`,
    ...header,
    "<main>",
    ...sections,
    `</main>${searched ? SEARCH_SCRIPT : ""}</body></html>`,
  ].join("\n")}\n`;
}

export const isSearched = (views: readonly View[]): boolean =>
  views.some(({ blocks }) => blocks.some((block) => "folds" in block));

/** `stacked`: on a phone a row is a list of its cells, each behind the title of its column. */
export const section = ({ title, blocks }: View, stacked = false): string =>
  `<section><h2>${pageText(title)}</h2>\n${blocks.map((block) => drawn(block, stacked)).join("\n")}</section>`;

function drawn(block: ViewBlock, stacked: boolean): string {
  if ("folds" in block) return SEARCH_BAR + folds(block.folds);
  if ("timeline" in block) return timeline(block.timeline);
  if ("tree" in block) return treemap(block.tree);
  if ("lines" in block) return `<ul class="notes">${notes(block.lines)}</ul>`;
  const side = (column: number): string => {
    const { align, names } = block.columns[column] ?? {};
    return align === "right" ? ' class="number"' : names ? ' class="names"' : "";
  };
  const head = block.columns.map(({ title }, column) => `<th${side(column)}>${pageText(title)}</th>`).join("");
  const label = (column: number): string =>
    stacked ? ` data-column="${pageText(block.columns[column]?.title ?? "")}"` : "";
  const rows = block.rows.map(
    (cells) =>
      `<tr>${cells.map((cell, column) => `<td${side(column)}${label(column)}>${pageText(cell)}</td>`).join("")}</tr>`,
  );
  return table(head, rows, stacked ? "wide stacked" : "wide");
}

const ADDRESS = /^https:\/\/[\w.-]+(?:\/[\w./#?=&%~+-]*)?$/;

/** Lines as a list. One that is an address and nothing else is the source of the line above it. */
const notes = (lines: readonly string[]): string =>
  lines
    .flatMap((line, index) => {
      if (index > 0 && ADDRESS.test(line)) return [];
      const next = lines[index + 1];
      const source =
        next !== undefined && ADDRESS.test(next)
          ? ` <a href="${pageText(next)}" rel="noreferrer noopener">${pageText(next)}</a>`
          : "";
      return [`<li>${pageText(line)}${source}</li>`];
    })
    .join("");

const table = (head: string, rows: readonly string[], kind: string): string =>
  `<div class="${kind}"><table><thead><tr>${head}</tr></thead><tbody>\n${rows.join("\n")}\n</tbody></table></div>`;
