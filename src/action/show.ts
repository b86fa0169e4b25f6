import { setOutput, summary } from "@actions/core";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { OUTPUTS } from "../commands/command.ts";
import type { JudgedReport, World } from "../workspace/world.ts";
import { expectReportFiles, writeReport } from "../host/files/report-file.ts";
import { type Format, reporters } from "../report/index.ts";
import { tally } from "../report/totals.ts";
import { annotate } from "./annotate.ts";

/**
 * A job's way to show a report:
 * the text in its log, annotations, a summary, outputs for later steps, and the files asked for.
 */
export async function showInJob(name: string, world: Omit<World, "show">, judged: JudgedReport): Promise<void> {
  const { report, verdict, settings, folder, values } = judged;
  const render = async (format: Format): Promise<string> => (await reporters[format]())({ report, verdict });
  const files = settings.output ?? [];
  expectReportFiles(
    folder,
    files.map(({ file }) => file),
  );
  world.out(await render("text"));
  process.stdout.write(await render("github"));
  await summarize(world, await render("markdown"));
  const { error, warning } = tally(report);
  give(world, {
    result: verdict.result,
    errors: error,
    warnings: warning,
    "report-path": keep(world, `${name}.json`, await render("json")),
  });
  for (const { format, file } of files)
    writeReport(folder, file, await render(format), { anywhere: values["output"] !== undefined, env: world.env });
}

/** A runner without summaries, or one that cannot be written, changes no verdict. */
export async function summarize({ env }: Pick<World, "env">, markdown: string): Promise<void> {
  if (!env["GITHUB_STEP_SUMMARY"]) return;
  try {
    await summary.addRaw(markdown).write();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    annotate("warning", `There is no job summary: ${reason}`);
  }
}

function give({ env }: Pick<World, "env">, outputs: Readonly<Record<keyof typeof OUTPUTS, string | number>>): void {
  if (!env["GITHUB_OUTPUT"]) return;
  for (const [name, value] of Object.entries(outputs)) setOutput(name, value);
}

/** Writes a file that outlives the step, in a folder of its own: a job may run the same action twice. */
function keep({ env }: Pick<World, "env">, name: string, text: string): string {
  const folder = mkdtempSync(join(env["RUNNER_TEMP"] || tmpdir(), "agent-ci-"));
  writeReport(folder, name, text, { anywhere: false, env });
  return join(folder, name);
}
