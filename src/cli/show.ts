import type { Judged, World } from "../workspace/world.ts";
import { writeReport } from "../host/files/report-file.ts";
import { type Format, reporters } from "../report/index.ts";

/** A terminal's way to show a report: on standard output in the chosen format, and in the files that were asked for. */
export async function show(
  world: Pick<World, "out" | "env" | "terminal">,
  { report, verdict, settings, folder, values }: Judged,
): Promise<void> {
  const render = async (format: Format, color: boolean): Promise<string> =>
    (await reporters[format]())({ report, verdict, color, quiet: values["quiet"] === true });
  const color = world.terminal.out && values["no-color"] !== true && !world.env["NO_COLOR"];
  world.out(await render(settings.format, color));
  for (const { format, file } of settings.output ?? [])
    writeReport(folder, file, await render(format, false), { anywhere: values["output"] !== undefined });
}
