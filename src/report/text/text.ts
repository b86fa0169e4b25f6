import type { Diagnostic } from "../../model/diagnostic.ts";
import { group } from "../../model/group.ts";
import type { Report, Verdict } from "../../model/report.ts";
import { guardLines, terminal } from "../escape/terminal.ts";
import { painter, type Colour, type Paint } from "./paint.ts";
import { position } from "../place.ts";
import { byPlace } from "../rank.ts";
import type { Reporter } from "../reporter.ts";
import { viewsOf } from "../sections.ts";
import { type Page, renderDiagnostic } from "./diagnostic.ts";
import { textOf } from "./sections.ts";
import { seconds, totals } from "../totals.ts";

/** For people at a terminal: findings by file, each with its line, then the totals and the verdict. */
export const text: Reporter = ({ report, verdict, color = false, quiet = false }) => {
  const paint = painter(color);
  const told = new Set<string>();
  const shown = report.diagnostics.filter(({ severity }) => !quiet || severity === "error").toSorted(byPlace);
  const files = group(shown, ({ path }) => path);
  const blocks = Array.from(files, ([path, found]) => renderFile(path, found, paint, told));
  const sections = quiet ? [] : textOf(viewsOf(report), paint);
  const lines = [...blocks.flat(), ...hint(shown, paint), ...sections, ...closing(report, verdict, paint)];
  return guardLines(`${lines.join("\n")}\n`);
};

function renderFile(path: string | undefined, found: readonly Diagnostic[], paint: Paint, told: Set<string>): string[] {
  const page: Page = {
    paint,
    told,
    position: widest(found, position),
    severity: widest(found, ({ severity }) => severity),
  };
  const title = paint(path === undefined ? "repository" : terminal(path), "bold");
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

function closing(report: Report, { result, reasons }: Verdict, paint: Paint): string[] {
  const word = paint(result, COLOURS[result], "bold");
  const summary = `${totals(report)} ${paint(`· ${seconds(report)}`, "dim")}`;
  const [first, ...more] = reasons.map(terminal);
  if (first === undefined) return [summary, word];
  return more.length === 0
    ? [summary, `${word}: ${first}`]
    : [summary, word, ...[first, ...more].map((one) => `  - ${one}`)];
}
