import type { ViewColumn } from "../../model/view.ts";
import type { TextBlock, TextView } from "../sections.ts";
import { clip } from "../clip.ts";
import { escapeMarkdown } from "../escape/markdown.ts";
import type { Block } from "./fit.ts";
import { timelineLines } from "../text/timeline-lines.ts";
import { treeLines } from "../text/tree-lines.ts";

/** Characters of a cell. One hostile message shall not push every other row out. */
const CELL_LIMIT = 1000;

/** Sections under their titles: tables as tables, lines as a list, behind whose bullets none can begin a line. */
export function markdownOf(views: readonly TextView[]): readonly Block[] {
  return views.flatMap(({ title, blocks }) =>
    blocks.map((block, index) => render(block, index === 0 ? [`### ${cell(title)}`, ""] : [])),
  );
}

function render(block: TextBlock, above: readonly string[]): Block {
  if ("tree" in block) return { head: above, rows: treeLines(block.tree).map((line) => `- ${cell(line)}`), tail: [] };
  if ("timeline" in block)
    return { head: above, rows: timelineLines(block.timeline).map((line) => `- ${cell(line)}`), tail: [] };
  if ("lines" in block) return { head: above, rows: block.lines.map((line) => `- ${cell(line)}`), tail: [] };
  const head = [row(block.columns.map(({ title }) => cell(title))), row(block.columns.map(rule))];
  return { head: [...above, ...head], rows: block.rows.map((cells) => row(cells.map(cell))), tail: [] };
}

const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
const rule = ({ align }: ViewColumn): string => (align === "right" ? "---:" : "---");
export const cell = (text: string): string => escapeMarkdown(clip(text, CELL_LIMIT));
