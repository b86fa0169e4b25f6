import type { Diagnostic } from "../../model/diagnostic.ts";
import type { View, ViewBlock } from "../../model/view.ts";
import { clip } from "../clip.ts";
import { escapeHtml } from "../escape/html.ts";
import { STYLE } from "./style.ts";
import { treemap } from "./treemap.ts";
import { forgePath, inCommit, place } from "../place.ts";
import { worstFirst } from "../rank.ts";
import type { Reporter } from "../reporter.ts";
import { viewsOf } from "../sections.ts";
import { TOOL } from "../tool.ts";
import { totals } from "../totals.ts";

const MOST_FINDINGS = 1000;

/** One page that needs nothing else: no script, no network, and a policy that would stop both. */
export const html: Reporter = ({ report, verdict }) => {
  const views = viewsOf(report);
  const found = report.diagnostics.toSorted(worstFirst);
  return `${[
    "<!doctype html>",
    '<html lang="en"><head><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">`,
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
    ...(found.length > 0
      ? [findings(found.slice(0, MOST_FINDINGS), (path) => forgePath(report, path), found.length)]
      : []),
    "</main></body></html>",
  ].join("\n")}\n`;
};

const section = ({ title, blocks }: View): string =>
  `<section><h2>${text(title)}</h2>\n${blocks.map(drawn).join("\n")}</section>`;

function drawn(block: ViewBlock): string {
  if ("tree" in block) return treemap(block.tree);
  if ("lines" in block) return `<ul class="notes">${block.lines.map((line) => `<li>${text(line)}</li>`).join("")}</ul>`;
  const side = (column: number): string => (block.columns[column]?.align === "right" ? ' class="number"' : "");
  const head = block.columns.map(({ title }, column) => `<th${side(column)}>${text(title)}</th>`).join("");
  const rows = block.rows.map(
    (cells) => `<tr>${cells.map((cell, column) => `<td${side(column)}>${text(cell)}</td>`).join("")}</tr>`,
  );
  return table(head, rows);
}

function findings(found: readonly Diagnostic[], shown: (path: string) => string, all: number): string {
  const rows = found.map(
    ({ severity, path, rule, message, help, ...at }) =>
      `<tr><td><span class="${severity}">${severity}</span></td><td><code>${text(path === undefined ? "repository" : place(shown(path), at) + inCommit(at))}</code></td><td>${text(message)}${help === undefined ? "" : `<br><small>${text(help)}</small>`}</td><td><code>${text(rule)}</code></td></tr>`,
  );
  const left = all > found.length ? `<p>${all - found.length} more are in the JSON report.</p>` : "";
  return `<section><h2>Findings</h2>${table("<th>Severity</th><th>Place</th><th>Message</th><th>Rule</th>", rows)}${left}</section>`;
}

const table = (head: string, rows: readonly string[]): string =>
  `<div class="wide"><table><thead><tr>${head}</tr></thead><tbody>\n${rows.join("\n")}\n</tbody></table></div>`;

const text = (one: string): string => escapeHtml(clip(one, 2000));
