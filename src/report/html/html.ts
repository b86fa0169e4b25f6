import type { View, ViewBlock } from "../../model/view.ts";
import { clip } from "../clip.ts";
import { escapeHtml } from "../escape/html.ts";
import { findings } from "./findings.ts";
import { folds } from "./folds.ts";
import { SEARCH_BAR, SEARCH_SCRIPT, SEARCH_SOURCE } from "./search.ts";
import { STYLE } from "./style.ts";
import { treemap } from "./treemap.ts";
import type { Reporter } from "../reporter.ts";
import { viewsOf } from "../sections.ts";
import { TOOL } from "../tool.ts";
import { totals } from "../totals.ts";

/**
 * One page that needs nothing else: no network, and no script but the one that searches its transcripts, with a policy
 * that would stop any other.
 */
export const html: Reporter = ({ report, verdict }) => {
  const views = viewsOf(report);
  const searched = views.some(({ blocks }) => blocks.some((block) => "folds" in block));
  const scripts = searched ? ` script-src ${SEARCH_SOURCE};` : "";
  return `${[
    "<!doctype html>",
    '<html lang="en"><head><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none';${scripts} style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">',
    `<title>${text(`${TOOL.name}: ${verdict.result}`)}</title>`,
    `<style>${STYLE}</style></head><body>`,
    `<header><h1>${text(TOOL.name)} <span class="${verdict.result}">${verdict.result}</span></h1>`,
    `<p>${text(totals(report))}</p>`,
    ...(verdict.reasons.length > 0
      ? [`<ul>${verdict.reasons.map((one) => `<li>${text(one)}</li>`).join("")}</ul>`]
      : []),
    "</header><main>",
    ...views.map(section),
    findings(report),
    `</main>${searched ? SEARCH_SCRIPT : ""}</body></html>`,
  ].join("\n")}\n`;
};

const section = ({ title, blocks }: View): string =>
  `<section><h2>${text(title)}</h2>\n${blocks.map(drawn).join("\n")}</section>`;

function drawn(block: ViewBlock): string {
  if ("folds" in block) return SEARCH_BAR + folds(block.folds);
  if ("tree" in block) return treemap(block.tree);
  if ("lines" in block) return `<ul class="notes">${notes(block.lines)}</ul>`;
  const side = (column: number): string => (block.columns[column]?.align === "right" ? ' class="number"' : "");
  const head = block.columns.map(({ title }, column) => `<th${side(column)}>${text(title)}</th>`).join("");
  const rows = block.rows.map(
    (cells) => `<tr>${cells.map((cell, column) => `<td${side(column)}>${text(cell)}</td>`).join("")}</tr>`,
  );
  return table(head, rows);
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
          ? ` <a href="${text(next)}" rel="noreferrer noopener">${text(next)}</a>`
          : "";
      return [`<li>${text(line)}${source}</li>`];
    })
    .join("");

const table = (head: string, rows: readonly string[]): string =>
  `<div class="wide"><table><thead><tr>${head}</tr></thead><tbody>\n${rows.join("\n")}\n</tbody></table></div>`;

const text = (one: string): string => escapeHtml(clip(one, 2000));
