import type { Diagnostic, Severity } from "../../model/diagnostic.ts";
import type { Report, Verdict } from "../../model/report.ts";
import { withNoun } from "../../model/numbers.ts";
import { forgePath, inCommit } from "../place.ts";
import { worstFirst } from "../rank.ts";
import type { Reporter } from "../reporter.ts";
import { tally } from "../totals.ts";
import { workflowCommand, type Level, type Properties } from "./workflow-command.ts";

/** What the runner shows of each level in one step (actions/runner, ExecutionContext.cs). */
export const PER_LEVEL = 10;

const LEVELS = { error: "error", warning: "warning", info: "notice" } as const satisfies Record<Severity, Level>;

/** Workflow commands, which the runner turns into annotations. Nothing where there is nothing to say. */
export const github: Reporter = ({ report, verdict }) => {
  const commands: Record<Level, string[]> = { error: [], warning: [], notice: [] };
  const reasons = judged(report, verdict);
  if (reasons !== undefined)
    commands[reasons.level].push(workflowCommand(reasons.level, { title: reasons.title }, reasons.message));

  for (const diagnostic of report.diagnostics.toSorted(worstFirst)) {
    const level = LEVELS[diagnostic.severity];
    commands[level].push(annotate(report, level, diagnostic));
  }
  return limit(commands)
    .map((line) => `${line}\n`)
    .join("");
};

/** The verdict as an annotation: one that no error explains would leave a red job without an annotation. */
function judged(
  report: Report,
  { result, reasons }: Verdict,
): { level: Level; title: string; message: string } | undefined {
  if (result === "pass" || (result === "fail" && tally(report).error > 0)) return undefined;
  const message = reasons.length === 0 ? `The verdict is ${result}.` : reasons.join("\n");
  return { level: result === "fail" ? "error" : "warning", title: `agent-ci: ${result}`, message };
}

function annotate(report: Report, level: Level, diagnostic: Diagnostic): string {
  const { rule, path, message, consequence, help, commit } = diagnostic;
  // The line is that of the commit: beside the file as it is now, the annotation would point at another one.
  const at = commit === undefined ? span(diagnostic) : {};
  const where = path === undefined ? {} : { file: forgePath(report, path), ...at };
  const from = path === undefined ? "Found" : `At line ${diagnostic.line ?? 1}`;
  const found = commit === undefined ? undefined : `${from}${inCommit(diagnostic)}:`;
  const text = [found, message, consequence, help && `help: ${help}`].filter(Boolean).join("\n");
  return workflowCommand(level, { ...where, title: rule }, text);
}

/** The lines and columns of an annotation. Columns of a range over several lines are refused by the checks API. */
const span = ({ line, column: col, endLine, endColumn }: Diagnostic): Properties =>
  endLine === undefined || endLine === line ? { line, endLine, col, endColumn } : { line, endLine };

/** The first of each level; what does not fit is counted in one last notice, for which room is kept. */
function limit({ error, warning, notice }: Readonly<Record<Level, readonly string[]>>): readonly string[] {
  const all = [error, warning, notice];
  if (all.every((lines) => lines.length <= PER_LEVEL)) return all.flat();
  const shown = [error.slice(0, PER_LEVEL), warning.slice(0, PER_LEVEL), notice.slice(0, PER_LEVEL - 1)];
  const rest = all.flat().length - shown.flat().length;
  const message = `GitHub shows ${PER_LEVEL} annotations of each level: ${withNoun(rest, "more finding")} in the job summary and in the report.`;
  return [...shown.flat(), workflowCommand("notice", { title: "agent-ci" }, message)];
}
