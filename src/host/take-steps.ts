import { appendFileSync, constants, copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Step } from "../model/steps.ts";
import { UsageError } from "../model/usage-error.ts";
import { leadsOut } from "./report-file.ts";

/** Does what a plan says, below a folder. Writes over nothing: a file that appeared since the plan was made ends it. */
export function takeSteps(folder: string, steps: readonly Step[]): void {
  for (const step of steps) {
    const { path } = step;
    if (leadsOut(folder, join(folder, path)))
      throw new UsageError(`"${path}" leads out of the folder through a symbolic link. Nothing was written there.`);
    try {
      take(folder, step);
    } catch (error) {
      throw new UsageError(`Cannot write "${path}": ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}

function take(folder: string, step: Step): void {
  const file = join(folder, step.path);
  if (step.do === "make-folder") return void mkdirSync(file, { recursive: true });
  mkdirSync(dirname(file), { recursive: true });
  switch (step.do) {
    case "write":
      return writeFileSync(file, step.text, { flag: "wx" });
    case "copy":
      return copyFileSync(join(folder, step.from), file, constants.COPYFILE_EXCL);
    default: {
      const ended = !existsSync(file) || /(?:^|\n)$/.test(readFileSync(file, "utf8"));
      return appendFileSync(file, `${ended ? "" : "\n"}${step.lines.join("\n")}\n`);
    }
  }
}
