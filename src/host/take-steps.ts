import { appendFileSync, constants, copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Step } from "../model/steps.ts";
import { UsageError } from "../model/usage-error.ts";
import { landsOutside } from "./report-file.ts";

/** Does what a plan says, below a folder. Writes over nothing: a file that appeared or changed since the plan was made ends it. */
export function takeSteps(folder: string, steps: readonly Step[]): void {
  for (const { path } of steps)
    if (landsOutside(folder, join(folder, path)))
      throw new UsageError(`"${path}" leads out of the folder through a symbolic link. Nothing was written.`);
  for (const step of steps)
    try {
      take(folder, step);
    } catch (error) {
      throw new UsageError(`Cannot write "${step.path}": ${error instanceof Error ? error.message : String(error)}`);
    }
}

function take(folder: string, step: Step): void {
  const file = join(folder, step.path);
  if (step.do === "make-folder") return void mkdirSync(file, { recursive: true });
  mkdirSync(dirname(file), { recursive: true });
  switch (step.do) {
    case "write":
      return writeFileSync(file, step.text, { flag: "wx" });
    case "change":
      if (readFileSync(file, "utf8") !== step.from) throw new Error("it has changed meanwhile; run this again");
      return writeFileSync(file, step.text);
    case "copy":
      return copyFileSync(join(folder, step.from), file, constants.COPYFILE_EXCL);
    default:
      return append(file, step);
  }
}

/** In the line ends that the file has, unless a shell reads it. */
function append(file: string, { lines, script }: Extract<Step, { do: "append" }>): void {
  const before = existsSync(file) ? readFileSync(file, "utf8") : "";
  const end = !script && before.includes("\r\n") ? "\r\n" : "\n";
  appendFileSync(file, (before === "" || before.endsWith("\n") ? "" : end) + lines.map((line) => line + end).join(""));
}
