import { SEVERITIES } from "../model/diagnostic.ts";
import type { JudgedReport, World } from "../workspace/world.ts";
import { expectReportFiles, writeReport } from "../host/files/report-file.ts";
import { type Format, reporters } from "../report/index.ts";
import type { ReporterInput } from "../report/reporter.ts";
import { inColour } from "../commands/in-colour.ts";
import { chosenRules } from "../commands/chosen-rules.ts";

/** Lines that a person reads of one run without looking for a way to have less. */
const SCREEN = 60;

/**
 * A terminal's way to show a report: on standard output in the chosen format, as far as it fits a screen or what was
 * asked for, and whole in the files that were asked for. Throws UsageError for a rule that there is not.
 */
export async function showOnTerminal(
  world: Pick<World, "out" | "env" | "terminal">,
  { report, verdict, settings, folder, values }: JudgedReport,
): Promise<void> {
  const render = async (format: Format, more: Partial<ReporterInput> = {}): Promise<string> =>
    (await reporters[format]())({ report, verdict, quiet: values["quiet"] === true, ...more });
  const chosen = chosenOf(report, values);
  const color = inColour(world, values);
  const statistics = values["statistics"] === true;
  const files = settings.output ?? [];
  expectReportFiles(
    folder,
    files.map(({ file }) => file),
  );
  world.out(await render(settings.format, { color, statistics, screen: SCREEN, ...(chosen && { chosen }) }));
  for (const { format, file } of files)
    writeReport(folder, file, await render(format), { anywhere: values["output"] !== undefined, env: world.env });
}

/** Which findings are printed by what was asked for; undefined where nothing was. */
function chosenOf(report: JudgedReport["report"], values: JudgedReport["values"]): ReporterInput["chosen"] {
  const { only, skip, severity } = values;
  if (only === undefined && skip === undefined && severity === undefined) return undefined;
  const known = report.rules.map(({ id }) => id);
  const wanted = only === undefined ? () => true : chosenRules("only", texts(only), known);
  const unwanted = skip === undefined ? () => false : chosenRules("skip", texts(skip), known);
  const mildest = severity === undefined ? SEVERITIES.length : SEVERITIES.findIndex((one) => one === severity);
  return (one) => wanted(one.rule) && !unwanted(one.rule) && SEVERITIES.indexOf(one.severity) <= mildest;
}

const texts = (value: unknown): readonly string[] => [value].flat().map(String);
