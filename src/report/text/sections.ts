import type { ViewTable } from "../../model/view.ts";
import type { TextBlock, TextView } from "../sections.ts";
import { displayWidth } from "./cells.ts";
import { clip } from "../clip.ts";
import { terminal } from "../escape/terminal.ts";
import type { Paint } from "./paint.ts";
import { timelineLines } from "./timeline-lines.ts";
import { treeLines } from "./tree-lines.ts";

const CELL_LIMIT = 200;

/** Sections under their titles, columns as wide as what stands in them. */
export function sectionLines(views: readonly TextView[], paint: Paint): string[] {
  return views.flatMap(({ title, blocks }) => [
    paint(cell(title), "bold"),
    ...blocks.flatMap((block) => [...render(block, paint), ""]),
  ]);
}

function render(block: TextBlock, paint: Paint): readonly string[] {
  if ("tree" in block) return treeLines(block.tree).map((line) => `  ${cell(line)}`);
  if ("timeline" in block) return timelineLines(block.timeline).map((line) => `  ${cell(line)}`);
  if ("lines" in block) return block.lines.map((line) => `  ${cell(line)}`);
  return tableLines(block, paint);
}

/** A table with columns as wide as what stands in them, two spaces in. */
export function tableLines(block: ViewTable, paint: Paint): readonly string[] {
  const rows = [block.columns.map(({ title }) => title), ...block.rows].map((cells) => cells.map(cell));
  const widths = block.columns.map((_, column) =>
    rows.reduce((widest, cells) => Math.max(widest, displayWidth(cells[column] ?? "")), 0),
  );
  return rows.map((cells, index) => {
    const line = `  ${cells.map((text, column) => pad(text, widths[column] ?? 0, block, column)).join("  ")}`.trimEnd();
    return index === 0 ? paint(line, "dim") : line;
  });
}

function pad(text: string, width: number, { columns }: ViewTable, column: number): string {
  const space = " ".repeat(width - displayWidth(text));
  return columns[column]?.align === "right" ? space + text : text + space;
}

const cell = (text: string): string => terminal(clip(text, CELL_LIMIT));
