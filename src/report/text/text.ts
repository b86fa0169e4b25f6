import type { Diagnostic } from "../../model/diagnostic.ts";
import type { Report, Verdict } from "../../model/report.ts";
import { withNoun } from "../../model/numbers.ts";
import { guardLines, terminal } from "../escape/terminal.ts";
import { painter, type Colour, type Paint } from "./paint.ts";
import { place, position } from "../place.ts";
import { byPlace } from "../rank.ts";
import type { Reporter, ReporterInput } from "../reporter.ts";
import { textViewsOf } from "../sections.ts";
import { type FileLayout, renderDiagnostic } from "./diagnostic.ts";
import { sectionLines } from "./sections.ts";
import { budgetLines } from "./budgets.ts";
import { byRule, fixableOf } from "../by-rule.ts";
import { countsLines, overview } from "./overview.ts";
import { seconds, totals } from "../totals.ts";
import { group } from "../../model/group.ts";

/**
 * For people at a terminal: findings by file, each with its line, then the totals and the verdict. More than a screen
 * of them stand by rule, the worst first, and their counts at the end.
 */
export const text: Reporter = (input) => {
  const { report, verdict, color = false, quiet = false, chosen = () => true } = input;
  const paint = painter(color);
  const shown = report.diagnostics
    .filter((one) => (!quiet || one.severity === "error") && chosen(one))
    .toSorted(byPlace);
  const views = quiet || input.statistics === true ? [] : textViewsOf(report);
  const first = sectionLines(
    views.filter(({ leads }) => leads === true),
    paint,
  );
  const others = sectionLines(
    views.filter(({ leads }) => leads !== true),
    paint,
  );
  const sections = [...others, ...(quiet || input.statistics === true ? [] : budgetLines(report, paint))];
  const end = closing(report, verdict, shown, paint);
  const rest = first.length + sections.length + end.length;
  const lines = [...first, ...findings(input, shown, rest, paint), ...sections, ...end];
  return guardLines(`${lines.join("\n")}\n`);
};

/** What was found, in the form that there is room for. `others`: the lines below it. */
function findings(
  { statistics, chosen, screen }: ReporterInput,
  shown: readonly Diagnostic[],
  others: number,
  paint: Paint,
): readonly string[] {
  const counts = byRule(shown);
  if (statistics === true) return shown.length === 0 ? [] : [...countsLines(counts, paint, Infinity), ""];
  const told = new Set<string>();
  const files = group(shown, ({ path }) => path);
  const whole = [
    ...Array.from(files, ([path, found]) => renderFile(path, found, paint, told)).flat(),
    ...hint(shown, paint),
  ];
  if (screen === undefined || whole.length + others <= screen) return whole;
  if (chosen) return [...whole, ...countsLines(counts, paint), ""];
  return [...overview(counts, Math.max(LEAST, screen - others - 1), paint), ""];
}

/** Lines for findings, however much else there is to show. */
const LEAST = 30;

function renderFile(path: string | undefined, found: readonly Diagnostic[], paint: Paint, told: Set<string>): string[] {
  const page: FileLayout = {
    paint,
    told,
    position: widest(found, position),
    severity: widest(found, ({ severity }) => severity),
  };
  const title = paint(path === undefined ? "repository" : place(path, {}), "bold");
  return [title, ...found.flatMap((one) => [...renderDiagnostic(one, page), ""])];
}

const widest = (found: readonly Diagnostic[], column: (one: Diagnostic) => string): number =>
  found.reduce((width, one) => Math.max(width, column(one).length), 0);

/** Where a rule was found twice, its advice stands at the first place only. */
function hint(shown: readonly Diagnostic[], paint: Paint): string[] {
  const repeated = new Set(shown.map(({ rule }) => rule)).size < shown.length;
  return repeated ? [paint("Advice is given once per rule. To read it again: agent-ci explain <rule>", "dim"), ""] : [];
}

const COLOURS = { pass: "green", fail: "red", inconclusive: "yellow" } as const satisfies Record<
  Verdict["result"],
  Colour
>;

function closing(
  report: Report,
  { result, reasons }: Verdict,
  shown: readonly Diagnostic[],
  paint: Paint,
): readonly string[] {
  const hidden = report.diagnostics.length - shown.length;
  const fixes = fixableOf(report.diagnostics);
  const notes = [
    ...(hidden > 0 && shown.length > 0
      ? [`Printed: ${shown.length} of ${withNoun(report.diagnostics.length, "finding")}`]
      : []),
    ...(fixes === "" ? [] : [`Fixable: ${fixes}`]),
  ];
  return [...notes, ...verdictLines(report, { result, reasons }, paint)];
}

function verdictLines(report: Report, { result, reasons }: Verdict, paint: Paint): readonly string[] {
  const word = paint(result, COLOURS[result], "bold");
  const summary = `${totals(report)} ${paint(`· ${seconds(report)}`, "dim")}`;
  const [first, ...more] = reasons.map(terminal);
  if (first === undefined) return [summary, word];
  return more.length === 0
    ? [summary, `${word}: ${first}`]
    : [summary, word, ...[first, ...more].map((one) => `  - ${one}`)];
}
