import { expectReportFiles, writeReport } from "../../host/files/report-file.ts";
import type { Sheet } from "../../model/view.ts";
import { isObject } from "../../model/json.ts";
import { renderSheets } from "../../report/sheet.ts";
import { redact } from "../../secrets/redact.ts";
import type { World } from "../../workspace/world.ts";
import { inColour } from "../in-colour.ts";
import { formatOf } from "./ask.ts";
import type { RolloutValues } from "./options.ts";

function formatIn(values: RolloutValues): string {
  const format = formatOf(values);
  return typeof format === "string" ? format : "text";
}

/** Whether nothing but text was asked for. */
export const printsText = (values: RolloutValues): boolean =>
  formatIn(values) === "text" && filesOf(values).length === 0;

/** Prints sheets as they were asked for, and writes the files that were. Throws UsageError for another format. */
export function tellSheets(
  world: World,
  values: RolloutValues,
  sheets: (format: string) => readonly Sheet[],
  data: unknown,
): void {
  const color = inColour(world, values);
  const render = (format: string, more = {}): string => renderSheets(sheets(format), data, format, more);
  const files = filesOf(values);
  expectReportFiles(
    world.cwd,
    files.map(({ file }) => file),
  );
  // What is printed has none of them anyway; an old line of the log may have one.
  const written = files.map(({ format, file }) => ({ file, text: redact(render(format)) }));
  world.out(render(formatIn(values), { color }));
  for (const { file, text } of written) writeReport(world.cwd, file, text, { anywhere: true, env: world.env });
}

const filesOf = ({ settings }: RolloutValues): readonly { readonly format: string; readonly file: string }[] =>
  [settings["output"] ?? []]
    .flat()
    .flatMap((one) => (isObject(one) ? [{ format: String(one["format"]), file: String(one["file"]) }] : []));
