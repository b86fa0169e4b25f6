import type { Severity } from "../../model/diagnostic.ts";
import { withNoun } from "../../model/numbers.ts";
import { clip } from "../clip.ts";
import { terminal } from "../escape/terminal.ts";
import { place } from "../place.ts";
import { countsTable, type RuleCount } from "../by-rule.ts";
import { SEVERITY_COLOURS } from "./diagnostic.ts";
import type { Paint } from "./paint.ts";
import { tableLines } from "./sections.ts";

const WIDTH = 120;
/** Rows of the table of counts; the rest of it is what `--statistics` prints. */
const MOST_COUNTED = 15;
const MOST_PLACES = 10;

/**
 * Findings that are more than a screen: by rule instead of by file, the worst first, some places of each in one line,
 * and how often each rule was found at the end. `room`: lines that there are for all of it.
 */
export function overview(counts: readonly RuleCount[], room: number, paint: Paint): readonly string[] {
  const table = countsLines(counts, paint);
  const worst = counts.filter(({ severity }) => severity !== "info");
  const shown = fitting(worst.length > 0 ? worst : counts, room - table.length - 1);
  return [...shown.flatMap(([one, places]) => ruleLines(one, places, paint)), "", ...table];
}

/** How often each rule was found, the worst first. */
export function countsLines(counts: readonly RuleCount[], paint: Paint, most = MOST_COUNTED): readonly string[] {
  const more = counts.slice(most);
  const findings = more.reduce((sum, { found }) => sum + found.length, 0);
  return [
    ...tableLines(countsTable(counts.slice(0, most)), paint),
    ...(more.length === 0
      ? []
      : [`  and ${withNoun(findings, "finding")} of ${withNoun(more.length, "rule")}: --statistics`]),
  ];
}

/** The rules that there is room for, each with how many of its places: one of each first, then more in turn. */
function fitting(counts: readonly RuleCount[], room: number): readonly (readonly [RuleCount, number])[] {
  const chosen: [RuleCount, number][] = [];
  let left = room;
  for (const one of counts) {
    const lines = height(one, 1);
    if (lines > left) break;
    chosen.push([one, 1]);
    left -= lines;
  }
  for (let grown = true; grown;) {
    grown = false;
    for (const entry of chosen) {
      const [one, places] = entry;
      const more = height(one, places + 1) - height(one, places);
      if (places >= Math.min(one.found.length, MOST_PLACES) || more > left) continue;
      entry[1] += 1;
      left -= more;
      grown = true;
    }
  }
  return chosen;
}

/** A line for the rule, one for each place, one for those that are left out. */
const height = ({ found }: RuleCount, places: number): number => 1 + places + (places < found.length ? 1 : 0);

function ruleLines({ severity, rule, found }: RuleCount, places: number, paint: Paint): readonly string[] {
  const [first] = found;
  const help = first?.help === undefined ? "" : `: ${terminal(first.help)}`;
  return [
    clipped(severity, `${terminal(rule)}${help}`, paint),
    ...found.slice(0, places).map((one) => {
      const at = one.path === undefined ? "repository" : place(one.path, one);
      return `  ${clip(terminal(`${at}  ${one.message}`), WIDTH)}${one.fix ? paint("  fixable", "dim") : ""}`;
    }),
    ...(places < found.length ? [`  and ${found.length - places} more: --only ${terminal(rule)}`] : []),
  ];
}

const clipped = (severity: Severity, text: string, paint: Paint): string =>
  `${paint(severity, SEVERITY_COLOURS[severity], "bold")} ${paint(clip(text, WIDTH), "bold")}`;
