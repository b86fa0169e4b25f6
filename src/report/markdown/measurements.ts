import type { Measurement } from "../../model/measurement.ts";
import type { Report } from "../../model/report.ts";
import { withNoun } from "../../model/numbers.ts";
import { amount, changeWords, isOver } from "../amount.ts";
import { escapeCode, escapeMarkdown } from "../escape/markdown.ts";
import type { Block } from "./fit.ts";
import { forgePath } from "../place.ts";

/** Rows of a table that may stand open: more would hide what is below them. */
const OPEN = 10;

/** One table of all numbers, those above their limit first; none where nothing was measured. */
export function measurementBlock(report: Report): readonly Block[] {
  const { measurements } = report;
  if (measurements.length === 0) return [];
  const sorted = [...measurements.filter(isOver), ...measurements.filter((one) => !isOver(one))];
  const title = withNoun(sorted.length, "measurement");
  const columns = ["| Metric | Of | Value | Limit | Change |", "| --- | --- | ---: | ---: | ---: |"];
  const folded = sorted.length > OPEN;
  return [
    {
      head: folded ? ["<details>", `<summary>${title}</summary>`, "", ...columns] : [`### ${title}`, "", ...columns],
      rows: sorted.map((one) => row(report, one)),
      tail: folded ? ["", "</details>"] : [],
    },
  ];
}

function row(report: Report, measurement: Measurement): string {
  const { metric, value, unit, labels, low, high, limit, path } = measurement;
  const of = [
    ...(path === undefined ? [] : [escapeCode(forgePath(report, path))]),
    ...Object.entries(labels).map(([name, label]) => escapeMarkdown(`${name} ${label}`)),
  ].join(", ");
  const range = low === undefined || high === undefined ? "" : ` (${amount(low)}–${amount(high)})`;
  const figure = escapeMarkdown(`${amount(value)}${range} ${unit}`);
  const shown = isOver(measurement) ? `**${figure}**` : figure;
  const bound = limit === undefined ? "" : amount(limit);
  return `| ${escapeMarkdown(metric)} | ${of} | ${shown} | ${bound} | ${changeWords(measurement)} |`;
}
