import type { CaseResult, Rehearsed } from "../../rehearsal/case-result.ts";
import { guardLines, terminal } from "../../report/escape/terminal.ts";
import { redact } from "../../secrets/redact.ts";

const MOST_LINES = 40;
const LONGEST_LINE = 500;
/** UTF-16 units that are looked at: the end of what was printed. */
const MOST = 200_000;

/** What the first failed run of a case printed. */
export function showOutput({ scenario, rehearsals, result }: Rehearsed): string | undefined {
  const failed = rehearsals.find((_, at) => result.runs[at]?.result === "fail");
  if (!failed) return undefined;
  const { stdout, stderr } = failed.ran;
  return showStreams(`${scenario.id}${runOf(failed.repeat, result)}`, stdout.text, stderr.text);
}

/** What a program printed: its end, line by line, none of which can do anything to a terminal. */
export function showStreams(title: string, output: string, errors: string): string {
  const lines = [...linesOf("standard output", output), ...linesOf("standard error", errors)];
  const said = lines.length === 0 ? ["  printed nothing"] : lines;
  return guardLines([terminal(title), ...said, ""].join("\n"));
}

const runOf = (repeat: number, { runs }: CaseResult): string => (runs.length > 1 ? `, run ${repeat + 1}` : "");

function linesOf(name: string, text: string): readonly string[] {
  if (text.trim() === "") return [];
  const lines = redact(text.slice(-MOST))
    .replace(/\r?\n$/, "")
    .split("\n");
  const shown = lines.slice(-MOST_LINES).map((line) => `  | ${terminal(line.slice(0, LONGEST_LINE))}`);
  const left = lines.length - shown.length;
  return [`  ${name}${left > 0 ? `, its last ${MOST_LINES} lines` : ""}:`, ...shown];
}
